using Etch.Numerics;

namespace Etch.Execution;

/// <summary>A table that is made when the model is loaded.</summary>
/// <param name="Rows">Its rows: positions, or 1.</param>
/// <param name="Width">Elements of a row.</param>
public abstract record TableDeclaration(int Rows, int Width)
{
    /// <summary>Writes the table, row after row.</summary>
    public abstract void Fill(Span<float> destination);
}

/// <summary>Cosines or sines of a rotation. Adjacent pairs hold each twice, the first sine of a pair negative.</summary>
public sealed record RotaryDeclaration(int Rows, int Width, RotaryRecipe Recipe, bool Sine, Pairing Pairing) : TableDeclaration(Rows, Width)
{
    /// <inheritdoc/>
    public override void Fill(Span<float> destination)
    {
        int half = Recipe.Width / 2;
        float[] cosines = new float[Rows * half], sines = new float[Rows * half];
        RotaryTable.Fill(Recipe, Rows, cosines, sines);
        float[] chosen = Sine ? sines : cosines;
        if (Pairing == Pairing.Halves)
        {
            chosen.CopyTo(destination);
            return;
        }

        for (int index = 0; index < chosen.Length; index++)
        {
            destination[2 * index] = Sine ? -chosen[index] : chosen[index];
            destination[(2 * index) + 1] = chosen[index];
        }
    }
}

/// <summary>Sinusoidal positions.</summary>
public sealed record SinusoidDeclaration(int Rows, int Width, Layout Layout, int Offset) : TableDeclaration(Rows, Width)
{
    /// <inheritdoc/>
    public override void Fill(Span<float> destination) => SinusoidTable.Fill(Layout, Offset, Rows, Width, destination);
}

/// <summary>ALiBi slopes, one for each head.</summary>
public sealed record AlibiDeclaration(int Width, AlibiForm Form) : TableDeclaration(1, Width)
{
    /// <inheritdoc/>
    public override void Fill(Span<float> destination) => AlibiSlopes.Fill(Form, destination[..Width]);
}
