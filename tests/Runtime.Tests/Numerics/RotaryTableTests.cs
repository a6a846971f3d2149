using Etch.Numerics;

namespace Etch.Runtime.Tests.Numerics;

// The expected values are correctly rounded from 120 bits. Etch rounds once from a double that is within an ulp, so it could
// differ for one in 2²⁸ values; these it must meet to the bit.
public sealed class RotaryTableTests
{
    private static readonly float[] Short = [.. Enumerable.Range(0, 8).Select(k => 1 + (0.03125f * k))];
    private static readonly float[] Long = [.. Enumerable.Range(0, 8).Select(k => 1 + (0.75f * k))];

    [Fact]
    public void Plain() => AssertMatches(new(10_000, 64), RotaryValues.PlainFrequencies, RotaryValues.Plain);

    [Fact]
    public void BaseIsRoundedToFloat() =>
        AssertMatches(new(999_999.4420358813, 128), RotaryValues.FractionalBaseFrequencies, RotaryValues.FractionalBase);

    [Fact]
    public void Interpolated() =>
        AssertMatches(new(10_000, 14, new InterpolatedScaling(3.7)), RotaryValues.InterpolatedFrequencies, RotaryValues.Interpolated);

    [Fact]
    public void Llama3() =>
        AssertMatches(new(500_000, 64, new Llama3Scaling(32)), RotaryValues.Llama3Frequencies, RotaryValues.Llama3);

    [Fact]
    public void Llama3OfTheGolden() =>
        AssertMatches(
            new(10_000, 14, new Llama3Scaling(8, Original: 32)), RotaryValues.Llama3OfTheGoldenFrequencies, RotaryValues.Llama3OfTheGolden);

    [Fact]
    public void Yarn() =>
        AssertMatches(new(150_000, 64, new YarnScaling(32, 4096, Truncate: false)), RotaryValues.YarnFrequencies, RotaryValues.Yarn);

    [Fact]
    public void YarnTruncated() =>
        AssertMatches(new(1_000_000, 128, new YarnScaling(4, 32_768)), RotaryValues.YarnTruncatedFrequencies, RotaryValues.YarnTruncated);

    [Fact]
    public void YarnOfTheGolden() =>
        AssertMatches(new(10_000, 14, new YarnScaling(4, 16)), RotaryValues.YarnOfTheGoldenFrequencies, RotaryValues.YarnOfTheGolden);

    [Fact]
    public void YarnWithMagnitude() =>
        AssertMatches(
            new(10_000, 64, new YarnScaling(40, 4096, Magnitude: 1)), RotaryValues.YarnWithMagnitudeFrequencies, RotaryValues.YarnWithMagnitude);

    // Six positions hold less than one turn of any frequency: both ends of the ramp fall on place 0.
    [Fact]
    public void YarnWhoseRampIsOnePlace() =>
        AssertMatches(new(10_000, 64, new YarnScaling(2, 6)), RotaryValues.YarnOfOnePlaceFrequencies, RotaryValues.YarnOfOnePlace);

    [Fact]
    public void YarnThatShrinksHasMagnitudeOne() => Assert.Equal(1, new YarnScaling(0.5, 4096).AttentionFactor);

    [Fact]
    public void LongRopeIsShortUpToTheOriginalContextAndLongBeyond()
    {
        RotaryRecipe recipe = new(10_000, 16, new LongRopeScaling(64, Short, Long, 1.25));
        AssertMatches(recipe, RotaryValues.LongRopeShortFrequencies, RotaryValues.LongRopeShort);
        AssertMatches(recipe, RotaryValues.LongRopeLongFrequencies, RotaryValues.LongRopeLong);
    }

    [Fact]
    public void WhatLiesBehindTheTableIsNotTouched()
    {
        float[] cosines = [.. Enumerable.Repeat(9f, 13)], sines = [.. Enumerable.Repeat(9f, 13)];
        RotaryTable.Fill(new(10_000, 8), 3, cosines, sines);
        Assert.Equal(9f, cosines[12]);
        Assert.Equal(9f, sines[12]);
        Assert.All(cosines[..12].Concat(sines[..12]), value => Assert.InRange(value, -1f, 1f));
    }

    [Fact]
    public void BadRecipesAreRefused()
    {
        Assert.Contains("above 1", Refusal(new(1, 8)), StringComparison.Ordinal);
        Assert.Contains("above 1", Refusal(new(double.NaN, 8)), StringComparison.Ordinal);
        Assert.Contains("even", Refusal(new(10_000, 7)), StringComparison.Ordinal);
        Assert.Contains("Factor", Refusal(new(10_000, 8, new InterpolatedScaling(0))), StringComparison.Ordinal);
        Assert.Contains("High − Low", Refusal(new(10_000, 8, new Llama3Scaling(8, 4, 4))), StringComparison.Ordinal);
        Assert.Contains("Magnitude", Refusal(new(10_000, 8, new YarnScaling(8, 64, Magnitude: -1))), StringComparison.Ordinal);
        Assert.Contains("4 factors", Refusal(new(10_000, 8, new LongRopeScaling(64, Short, Long))), StringComparison.Ordinal);
    }

    [Fact]
    public void ASmallDestinationIsRefused()
    {
        ArgumentException error = Assert.Throws<ArgumentException>(() => RotaryTable.Fill(new(10_000, 8), 3, new float[12], new float[11]));
        Assert.Equal("sines", error.ParamName);
        Assert.Contains("needs 12 elements, but there are 11", error.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>(() => RotaryTable.Fill(new(10_000, 8), -1, [], []));
    }

    private static string Refusal(RotaryRecipe recipe) =>
        Assert.ThrowsAny<ArgumentException>(() => RotaryTable.Fill(recipe, 1, new float[64], new float[64])).Message;

    private static void AssertMatches(RotaryRecipe recipe, float[] frequencies, (int Position, int K, float Cosine, float Sine)[] expected)
    {
        int half = recipe.Width / 2, positions = expected.Max(row => row.Position) + 1;
        float[] actual = new float[half], cosines = new float[positions * half], sines = new float[positions * half];
        recipe.FillFrequencies(positions, actual);
        Assert.Equal(frequencies, actual);

        RotaryTable.Fill(recipe, positions, cosines, sines);
        foreach ((int position, int k, float cosine, float sine) in expected)
        {
            Assert.Equal((position, k, cosine, sine), (position, k, cosines[(position * half) + k], sines[(position * half) + k]));
        }
    }
}
