using System.Globalization;

namespace Etch.Numerics.Tests.Support;

/// <summary>Comparison of floats as bits, and a digest of them.</summary>
internal static class Bits
{
    /// <summary>The same bits everywhere; the message names the first element that differs.</summary>
    public static void Equal(ReadOnlySpan<float> expected, ReadOnlySpan<float> actual, string what)
    {
        Assert.True(expected.Length == actual.Length, $"{what}: {actual.Length} elements instead of {expected.Length}");
        for (int index = 0; index < expected.Length; index++)
        {
            if (BitConverter.SingleToInt32Bits(expected[index]) != BitConverter.SingleToInt32Bits(actual[index]))
            {
                Assert.Fail(string.Create(CultureInfo.InvariantCulture, $"{what}: element {index} of {expected.Length} is {actual[index]:g9} instead of {expected[index]:g9}"));
            }
        }
    }

    /// <summary>Results are numbers and not all alike, so that a comparison says something.</summary>
    public static void AreAlive(ReadOnlySpan<float> values, string what)
    {
        foreach (float value in values)
        {
            Assert.True(float.IsFinite(value), $"{what}: {value} is no finite number");
        }

        Assert.True(values.Length < 2 || values.IndexOfAnyExcept(values[0]) >= 0, $"{what}: all elements are {values[0]}");
    }

    /// <summary>FNV-1a over the bits.</summary>
    public static ulong Digest(ReadOnlySpan<float> values)
    {
        ulong hash = 0xcbf29ce484222325;
        foreach (float value in values)
        {
            hash = (hash ^ BitConverter.SingleToUInt32Bits(value)) * 0x100000001b3;
        }

        return hash;
    }
}
