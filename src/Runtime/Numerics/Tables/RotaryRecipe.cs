namespace Etch.Numerics;

/// <summary>What a rotary table is made of (Su et al. 2021): θ_k = Base^(−2k/Width) for k = 0 … Width/2 − 1, and a scaling of them.</summary>
/// <param name="Base">The base of the frequencies, above 1.</param>
/// <param name="Width">The number of rotated places of a head; even.</param>
/// <param name="Scaling">What makes the frequencies fit for a longer context, or null.</param>
public sealed record RotaryRecipe(double Base, int Width, RotaryScaling? Scaling = null)
{
    /// <summary>Writes the inverse frequencies, Width/2 of them, as the reference stores them in float32.</summary>
    /// <param name="positions">The number of positions of the table; LongRoPE chooses by it.</param>
    /// <param name="frequencies">Width/2 elements.</param>
    internal void FillFrequencies(int positions, Span<float> frequencies)
    {
        FillPeriods(frequencies);
        if (Scaling is null)
        {
            RotaryScaling.Invert(frequencies);
            return;
        }

        Scaling.PeriodsToFrequencies(this, positions, frequencies);
    }

    /// <exception cref="ArgumentException">A number out of its range.</exception>
    internal void Validate()
    {
        if (!(Base > 1) || !double.IsFinite(Base))
        {
            throw new ArgumentException($"The base of a rotary table must be finite and above 1, but it is {Base}.");
        }

        if (Width < 2 || Width % 2 != 0)
        {
            throw new ArgumentException($"The width of a rotary table must be even and at least 2, but it is {Width}.");
        }

        Scaling?.Validate(this);
    }

    /// <summary>
    /// Base^(2k/Width). The reference (PyTorch) works on float32 tensors: base, exponent and power are each rounded to float32.
    /// Its power is within 1 ulp, of a kind that depends on its machine; this one is correctly rounded.
    /// </summary>
    private void FillPeriods(Span<float> periods)
    {
        float roundedBase = (float)Base;
        for (int k = 0; k < periods.Length; k++)
        {
            float exponent = 2f * k / Width;
            periods[k] = (float)Elementary.Pow(roundedBase, exponent);
        }
    }
}
