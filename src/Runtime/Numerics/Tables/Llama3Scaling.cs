namespace Etch.Numerics;

/// <summary>
/// Llama 3.1's scaling, with the wavelength λ = 2π/θ: θ/Factor where λ &gt; Original/Low, θ where λ &lt; Original/High, between
/// them (1 − s)·θ/Factor + s·θ with s = (Original/λ − Low)/(High − Low).
/// </summary>
/// <param name="Factor">The divisor of low frequencies.</param>
/// <param name="Low">Wavelengths above Original/Low are divided.</param>
/// <param name="High">Wavelengths below Original/High are kept.</param>
/// <param name="Original">The context of the training, in positions.</param>
public sealed record Llama3Scaling(double Factor, double Low = 1, double High = 4, double Original = 8192) : RotaryScaling
{
    internal override void PeriodsToFrequencies(RotaryRecipe recipe, int positions, Span<float> values)
    {
        Invert(values);
        foreach (ref float value in values)
        {
            value = Scale(value);
        }
    }

    internal override void Validate(RotaryRecipe recipe)
    {
        RequirePositive(Factor, nameof(Factor));
        RequirePositive(Low, nameof(Low));
        RequirePositive(High - Low, "High − Low");
        RequirePositive(Original, nameof(Original));
    }

    private float Scale(float frequency)
    {
        float wavelength = 1 / frequency * (float)(2 * Math.PI);
        if (wavelength > (float)(Original / Low))
        {
            return frequency / (float)Factor;
        }

        if (wavelength < (float)(Original / High))
        {
            return frequency;
        }

        float smooth = ((1 / wavelength * (float)Original) - (float)Low) / (float)(High - Low);
        return ((1 - smooth) * frequency / (float)Factor) + (smooth * frequency);
    }
}
