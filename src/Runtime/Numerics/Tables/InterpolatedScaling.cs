namespace Etch.Numerics;

/// <summary>Position interpolation (Chen et al. 2023), "linear" in config.json: θ_k / Factor.</summary>
/// <param name="Factor">The new context divided by the old one.</param>
public sealed record InterpolatedScaling(double Factor) : RotaryScaling
{
    internal override void PeriodsToFrequencies(RotaryRecipe recipe, int positions, Span<float> values)
    {
        Invert(values);
        foreach (ref float value in values)
        {
            value /= (float)Factor;
        }
    }

    internal override void Validate(RotaryRecipe recipe) => RequirePositive(Factor, nameof(Factor));
}
