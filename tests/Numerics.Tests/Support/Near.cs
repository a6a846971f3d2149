using System.Globalization;

namespace Etch.Numerics.Tests.Support;

/// <summary>Comparison with numbers of another implementation.</summary>
internal static class Near
{
    /// <summary>Differences relative to the largest expected value: DESIGN.md 1.1 promises 1e-4.</summary>
    public static void Relative(ReadOnlySpan<float> expected, ReadOnlySpan<float> actual, double tolerance, string what)
    {
        Assert.True(expected.Length == actual.Length, $"{what}: {actual.Length} elements instead of {expected.Length}");
        double largest = 0;
        foreach (float value in expected)
        {
            largest = Math.Max(largest, Math.Abs(value));
        }

        for (int index = 0; index < expected.Length; index++)
        {
            if (!(Math.Abs((double)actual[index] - expected[index]) <= tolerance * largest))
            {
                Assert.Fail(string.Create(CultureInfo.InvariantCulture, $"{what}: element {index} is {actual[index]:g8} instead of {expected[index]:g8}; the largest is {largest:g3}"));
            }
        }
    }

    public static int Best(ReadOnlySpan<float> values)
    {
        int best = 0;
        for (int index = 1; index < values.Length; index++)
        {
            best = values[index] > values[best] ? index : best;
        }

        return best;
    }
}
