namespace Etch.Numerics;

/// <summary>
/// LongRoPE (Ding et al. 2024): 1 / (e_k · Base^(2k/Width)), with e = <paramref name="Short"/> for a table of at most
/// <paramref name="Original"/> positions and e = <paramref name="Long"/> for a longer one.
/// </summary>
/// <remarks>
/// The two tables differ at every position. A session that crosses Original needs both, the short one made with Original positions, and
/// must read its tokens again at the crossing.
/// </remarks>
/// <param name="Original">The context of the training, in positions.</param>
/// <param name="Short">Width/2 factors.</param>
/// <param name="Long">Width/2 factors.</param>
/// <param name="Magnitude">The factor on cosines and sines of both tables: √(1 + ln f / ln Original) with f the whole context / Original.</param>
public sealed record LongRopeScaling(int Original, IReadOnlyList<float> Short, IReadOnlyList<float> Long, double Magnitude = 1) : RotaryScaling
{
    internal override double AttentionFactor => Magnitude;

    internal override void PeriodsToFrequencies(RotaryRecipe recipe, int positions, Span<float> values)
    {
        IReadOnlyList<float> factors = positions <= Original ? Short : Long;
        for (int k = 0; k < values.Length; k++)
        {
            values[k] = 1 / (factors[k] * values[k]);
        }
    }

    internal override void Validate(RotaryRecipe recipe)
    {
        RequirePositive(Original, nameof(Original));
        RequirePositive(Magnitude, nameof(Magnitude));
        ValidateFactors(Short, nameof(Short), recipe.Width / 2);
        ValidateFactors(Long, nameof(Long), recipe.Width / 2);
    }

    private void ValidateFactors(IReadOnlyList<float> factors, string name, int count)
    {
        if (factors is null || factors.Count != count)
        {
            throw new ArgumentException(
                $"{nameof(LongRopeScaling)}: {name} must hold {count} factors, half the rotated width, but it holds {factors?.Count ?? 0}.");
        }

        foreach (float factor in factors)
        {
            RequirePositive(factor, $"every factor of {name}");
        }
    }
}
