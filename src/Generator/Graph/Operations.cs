using System.Globalization;
using Etch.Generator.Spec;

namespace Etch.Generator.Graph;

/// <summary>A number that a node multiplies by: the same for all layers, or one for each layer (a slot).</summary>
internal sealed record Scalar(EquatableArray<float> ByLayer)
{
    public static Scalar Of(float value) => new(EquatableArray.Of(value));

    public bool IsConstant => ByLayer.Count == 1;

    public float this[int layer] => IsConstant ? ByLayer[0] : ByLayer[layer];

    public override string ToString() => IsConstant ? ByLayer[0].ToString("R", CultureInfo.InvariantCulture) : "by layer";
}

/// <summary>One operation on each element of a row, with its operands. Plain nodes hold one; a fused product holds several, in order.</summary>
internal abstract record Operation
{
    /// <summary>The value that is read beside the row, or −1.</summary>
    public virtual int Operand => -1;
}

/// <summary>x + bias, a vector along the row.</summary>
internal sealed record BiasOperation(Weight Bias) : Operation
{
    public override string ToString() => "+ bias";
}

/// <summary>activation(x).</summary>
internal sealed record ActivateOperation(Activation Activation) : Operation
{
    public override string ToString() => Activation.ToString();
}

/// <summary>x · factor.</summary>
internal sealed record ScaleOperation(Scalar Factor) : Operation
{
    public override string ToString() => $"· {Factor}";
}

/// <summary>cap · tanh(x / cap).</summary>
internal sealed record SoftCapOperation(float Cap) : Operation
{
    public override string ToString() => $"SoftCap {Cap.ToString("R", CultureInfo.InvariantCulture)}";
}

/// <summary>x + other, element by element.</summary>
internal sealed record AddOperation(int Other) : Operation
{
    public override int Operand => Other;

    public override string ToString() => $"+ %{Other}";
}

/// <summary>x · other, element by element.</summary>
internal sealed record MultiplyOperation(int Other) : Operation
{
    public override int Operand => Other;

    public override string ToString() => $"⊙ %{Other}";
}

/// <summary>The pair (gate, up) of a product becomes activation(gate) · up.</summary>
internal sealed record GateOperation(Activation Activation) : Operation
{
    public override string ToString() => $"{Activation}(gate) ⊙ up";
}

/// <summary>What is done to a score between the product and the softmax; the written order is the order of computing.</summary>
internal abstract record ScoreTerm;

/// <summary>cap · tanh(s / cap).</summary>
internal sealed record SoftCapTerm(float Cap) : ScoreTerm
{
    public override string ToString() => $"SoftCap {Cap.ToString("R", CultureInfo.InvariantCulture)}";
}

/// <summary>s + slope · distance; the slopes are a table by head.</summary>
/// <param name="Symmetric">−slope · |i − j| instead of slope · (j − i).</param>
internal sealed record AlibiTerm(Table Slopes, bool Symmetric) : ScoreTerm
{
    public override string ToString() => "Alibi";
}

/// <summary>Which keys a query at position p sees: from max(0, p − Before + 1) to min(length, p + After), all affine in the position.</summary>
/// <param name="Before">Keys up to and with the position itself; 0: all.</param>
/// <param name="After">Keys after the position; −1: all.</param>
internal sealed record Visibility(int Before, int After)
{
    public static Visibility All { get; } = new(0, -1);

    public override string ToString() => (Before, After) switch
    {
        (0, -1) => "all",
        (0, 0) => "causal",
        (_, 0) => $"causal, {Before} keys",
        (_, -1) => $"from {Before - 1} before",
        _ => $"{Before - 1} before, {After} after",
    };
}

/// <summary>A table that the runtime makes when the model is loaded, from a recipe that names its function.</summary>
/// <param name="Recipe">A C# expression-free description: kind and numbers; Emit prints it as a runtime call.</param>
internal sealed record Table(string Name, int Rows, int Width, TableRecipe Recipe);

internal abstract record TableRecipe;

/// <summary>Cosines (or sines) of position · frequency, for a rotation of <paramref name="Width"/> places.</summary>
internal sealed record RotaryRecipe(float Base, int Width, RotaryScalingSpec? Scaling, bool Sine, Pairing Pairing) : TableRecipe;

/// <summary>Sinusoidal positions.</summary>
internal sealed record SinusoidRecipe(Layout Layout, int Offset) : TableRecipe;

/// <summary>ALiBi slopes, one for each head.</summary>
internal sealed record AlibiRecipe(AlibiForm Form) : TableRecipe;
