namespace Etch.Numerics;

/// <summary>A change of the rotary frequencies for contexts longer than those of the training.</summary>
/// <remarks>
/// Every operation is a float32 operation in the order of the reference (transformers, modeling_rope_utils.py), on PyTorch's
/// terms: a number that meets a tensor is rounded to float32, and "number / tensor" is the reciprocal of the tensor times the
/// number, two roundings.
/// </remarks>
public abstract record RotaryScaling
{
    private protected RotaryScaling()
    {
    }

    /// <summary>The factor on cosines and sines.</summary>
    internal virtual double AttentionFactor => 1;

    /// <summary>Turns the periods Base^(2k/Width) in place into inverse frequencies.</summary>
    internal abstract void PeriodsToFrequencies(RotaryRecipe recipe, int positions, Span<float> values);

    /// <exception cref="ArgumentException">A number out of its range.</exception>
    internal abstract void Validate(RotaryRecipe recipe);

    internal static void Invert(Span<float> values)
    {
        foreach (ref float value in values)
        {
            value = 1 / value;
        }
    }

    private protected void RequirePositive(double value, string name)
    {
        if (!(value > 0) || !double.IsFinite(value))
        {
            throw new ArgumentException($"{GetType().Name}: {name} must be finite and above 0, but it is {value}.");
        }
    }
}
