namespace Etch.Numerics;

/// <summary>
/// YaRN (Peng et al. 2023): frequencies that turn at least <paramref name="Fast"/> times within the original context are kept,
/// those that turn at most <paramref name="Slow"/> times are divided by <paramref name="Factor"/>, with a linear ramp over k between.
/// </summary>
/// <param name="Factor">The new context divided by the old one.</param>
/// <param name="Original">The context of the training, in positions.</param>
/// <param name="Fast">The turns above which a frequency is kept ("beta_fast").</param>
/// <param name="Slow">The turns below which a frequency is divided ("beta_slow").</param>
/// <param name="Truncate">Whether the ends of the ramp are rounded outwards to whole k.</param>
/// <param name="Magnitude">The factor on cosines and sines; 0 means 0.1 · ln Factor + 1, or 1 where Factor is at most 1.</param>
public sealed record YarnScaling(
    double Factor, double Original, double Fast = 32, double Slow = 1, bool Truncate = true, double Magnitude = 0) : RotaryScaling
{
    internal override double AttentionFactor =>
        Magnitude != 0 ? Magnitude : Factor <= 1 ? 1 : (0.1 * Elementary.Log(Factor)) + 1;

    internal override void PeriodsToFrequencies(RotaryRecipe recipe, int positions, Span<float> values)
    {
        (double low, double high) = Ramp(recipe);
        for (int k = 0; k < values.Length; k++)
        {
            float kept = 1 / values[k];
            float divided = 1 / ((float)Factor * values[k]);
            float ramp = Math.Clamp((k - (float)low) / (float)(high - low), 0f, 1f);
            float share = 1 - ramp;
            values[k] = (divided * (1 - share)) + (kept * share);
        }
    }

    internal override void Validate(RotaryRecipe recipe)
    {
        RequirePositive(Factor, nameof(Factor));
        RequirePositive(Original, nameof(Original));
        RequirePositive(Fast, nameof(Fast));
        RequirePositive(Slow, nameof(Slow));
        if (!(Magnitude >= 0) || !double.IsFinite(Magnitude))
        {
            throw new ArgumentException($"{nameof(YarnScaling)}: {nameof(Magnitude)} must be finite and at least 0, but it is {Magnitude}.");
        }
    }

    /// <summary>The places k between which the frequencies go from kept to divided; the reference computes them in double.</summary>
    private (double Low, double High) Ramp(RotaryRecipe recipe)
    {
        double low = PlaceOf(Fast, recipe);
        double high = PlaceOf(Slow, recipe);
        if (Truncate)
        {
            (low, high) = (Math.Floor(low), Math.Ceiling(high));
        }

        low = Math.Max(low, 0);
        high = Math.Min(high, recipe.Width - 1);
        return (low, low == high ? high + 0.001 : high);
    }

    /// <summary>The k whose frequency turns so often within the original context: d · ln(O/(2π·turns)) / (2 · ln base).</summary>
    private double PlaceOf(double turns, RotaryRecipe recipe) =>
        recipe.Width * Elementary.Log(Original / (turns * 2 * Math.PI)) / (2 * Elementary.Log(recipe.Base));
}
