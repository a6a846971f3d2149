namespace Etch.Numerics;

/// <summary>Makes the cosines and sines that a rotation of queries and keys reads; run once, when a model is loaded.</summary>
public static class RotaryTable
{
    private const int LargestOnStack = 512;

    /// <summary>Writes cos and sin of every position's angles, times the scaling's factor.</summary>
    /// <remarks>
    /// As in the reference, the angle is the float32 product of position and float32 frequency. Its cosine and sine are taken in
    /// double, multiplied by the factor, and rounded once.
    /// </remarks>
    /// <param name="recipe">Base, width and scaling.</param>
    /// <param name="positions">The number of positions, from 0 on; at most 2²⁴, where float32 stops counting.</param>
    /// <param name="cosines">positions × width/2, row after row.</param>
    /// <param name="sines">positions × width/2, row after row.</param>
    /// <exception cref="ArgumentException">The recipe holds a number out of its range, or a destination is too small.</exception>
    /// <exception cref="ArgumentOutOfRangeException">Too many positions, or an angle above <see cref="Elementary.LargestAngle"/>.</exception>
    public static void Fill(RotaryRecipe recipe, int positions, Span<float> cosines, Span<float> sines)
    {
        ArgumentNullException.ThrowIfNull(recipe);
        ArgumentOutOfRangeException.ThrowIfNegative(positions);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(positions, 1 << 24);
        recipe.Validate();

        int half = recipe.Width / 2;
        TableSize.Require(cosines.Length, positions, half, nameof(cosines));
        TableSize.Require(sines.Length, positions, half, nameof(sines));

        Span<float> frequencies = half <= LargestOnStack ? stackalloc float[half] : new float[half];
        recipe.FillFrequencies(positions, frequencies);
        double factor = recipe.Scaling?.AttentionFactor ?? 1;
        for (int position = 0; position < positions; position++)
        {
            FillRow(position, frequencies, factor, cosines.Slice(position * half, half), sines.Slice(position * half, half));
        }
    }

    private static void FillRow(float position, ReadOnlySpan<float> frequencies, double factor, Span<float> cosines, Span<float> sines)
    {
        for (int k = 0; k < frequencies.Length; k++)
        {
            float angle = position * frequencies[k];
            (double sine, double cosine) = Elementary.SinCos(angle);
            cosines[k] = (float)(cosine * factor);
            sines[k] = (float)(sine * factor);
        }
    }
}
