using Etch.Numerics;

namespace Etch.Runtime.Tests.Numerics;

public sealed class ElementaryTests
{
    // One step above the largest errors that 80,000 random points a range measured, which Elementary's remarks give.
    private const double SineBound = 0.77;
    private const double ExponentialBound = 0.62;
    private const double SubnormalBound = 0.77;
    private const double LogarithmBound = 0.502;
    private const double PowerBound = 0.63;

    [Fact]
    public void SineIsNearTheExactValue() => AssertNear(ElementaryTables.Sine, Elementary.Sin, SineBound);

    [Fact]
    public void CosineIsNearTheExactValue() => AssertNear(ElementaryTables.Cosine, Elementary.Cos, SineBound);

    [Fact]
    public void ExponentialIsNearTheExactValue() => AssertNear(ElementaryTables.Exponential, Elementary.Exp, ExponentialBound);

    [Fact]
    public void LogarithmIsNearTheExactValue() => AssertNear(ElementaryTables.Logarithm, Elementary.Log, LogarithmBound);

    [Fact]
    public void PowerIsNearTheExactValue()
    {
        foreach ((double x, double y, double rounded, double beyond) in ElementaryTables.Power)
        {
            AssertNear($"{x:R}, {y:R}", Elementary.Pow(x, y), rounded, beyond, PowerBound);
        }
    }

    [Fact]
    public void SineAndCosineTogetherHaveTheSameBits()
    {
        foreach ((double x, _, _) in ElementaryTables.Sine)
        {
            (double sine, double cosine) = Elementary.SinCos(x);
            AssertSameBits(Elementary.Sin(x), sine);
            AssertSameBits(Elementary.Cos(x), cosine);
        }
    }

    [Fact]
    public void SineIsOddAndCosineEven()
    {
        foreach ((double x, _, _) in ElementaryTables.Sine)
        {
            AssertSameBits(-Elementary.Sin(x), Elementary.Sin(-x));
            AssertSameBits(Elementary.Cos(x), Elementary.Cos(-x));
        }
    }

    // Two ulp: the C library's own error is at most one, Etch's is below one.
    [Fact]
    public void AgreesWithTheMachineOnADenseGrid()
    {
        for (int i = -40_000; i <= 40_000; i++)
        {
            AssertNear($"sin {i}", Elementary.Sin(i * 25.0049), Math.Sin(i * 25.0049), 0, 2);
            AssertNear($"cos {i}", Elementary.Cos(i * 0.00037), Math.Cos(i * 0.00037), 0, 2);
            AssertNear($"exp {i}", Elementary.Exp(i * 0.0177), Math.Exp(i * 0.0177), 0, 2);
            AssertNear($"log {i}", Elementary.Log((i + 40_001) * 0.00013), Math.Log((i + 40_001) * 0.00013), 0, 2);
            AssertNear($"pow {i}", Elementary.Pow((i + 40_001) * 0.013, i * 0.0025), Math.Pow((i + 40_001) * 0.013, i * 0.0025), 0, 2);
            AssertSameBits(Math.Sqrt(i * 0.37), Elementary.Sqrt(i * 0.37));
        }
    }

    // IEEE 754 lists these results, and Math.Pow follows it; finite results among them are exact.
    [Fact]
    public void PowerKnowsTheSpecialCases()
    {
        double[] values =
        [
            0.0, -0.0, 0.5, -0.5, 1, -1, 1.5, -1.5, 2, -2, 3, -3, double.Epsilon, -double.Epsilon, double.MaxValue, double.MinValue,
            double.PositiveInfinity, double.NegativeInfinity, double.NaN, 1e300, -1e300, 1e-300, 4_503_599_627_370_497, 9_007_199_254_740_992,
        ];
        foreach (double x in values)
        {
            foreach (double y in values)
            {
                AssertNear($"{x:R} to the power {y:R}", Elementary.Pow(x, y), Math.Pow(x, y), 0, 1);
            }
        }
    }

    [Fact]
    public void OthersKnowTheSpecialCases()
    {
        Assert.Equal(double.NaN, Elementary.Sin(double.PositiveInfinity));
        Assert.Equal(double.NaN, Elementary.Cos(double.NegativeInfinity));
        Assert.Equal(double.NaN, Elementary.Sin(double.NaN));
        AssertSameBits(-0.0, Elementary.Sin(-0.0));
        AssertSameBits(1, Elementary.Cos(-0.0));
        AssertSameBits(1, Elementary.Exp(-0.0));
        AssertSameBits(0, Elementary.Exp(-745.2));
        AssertSameBits(0, Elementary.Exp(double.NegativeInfinity));
        Assert.Equal(double.PositiveInfinity, Elementary.Exp(709.79));
        Assert.Equal(double.PositiveInfinity, Elementary.Exp(double.PositiveInfinity));
        Assert.Equal(double.NaN, Elementary.Exp(double.NaN));
        AssertSameBits(0, Elementary.Log(1));
        Assert.Equal(double.NegativeInfinity, Elementary.Log(-0.0));
        Assert.Equal(double.PositiveInfinity, Elementary.Log(double.PositiveInfinity));
        Assert.Equal(double.NaN, Elementary.Log(-1));
        Assert.Equal(double.NaN, Elementary.Log(double.NaN));
    }

    [Fact]
    public void AnAngleBeyondTheReductionIsRefused()
    {
        ArgumentOutOfRangeException error = Assert.Throws<ArgumentOutOfRangeException>(() => Elementary.Sin(1_600_000.5));
        Assert.Contains("modulo 2π", error.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>(() => Elementary.Cos(-1e300));
    }

    // The bits that x64 gave, and the same operations written in Python. Another processor or compiler that gives others breaks the promise, whatever their accuracy.
    [Fact]
    public void BitsAreTheSameEverywhere()
    {
        ulong hash = 14_695_981_039_346_656_037; // FNV-1a over 64-bit words
        void Add(double value) => hash = (hash ^ BitConverter.DoubleToUInt64Bits(value)) * 1_099_511_628_211;

        for (int i = 1; i <= 20_000; i++)
        {
            Add(Elementary.Sin(i * 49.9973));
            Add(Elementary.Cos(i * 0.0137));
            Add(Elementary.Exp((i - 10_000) * 0.0747));
            Add(Elementary.Log(i * 0.00031));
            Add(Elementary.Pow(i * 0.77, (i - 10_000) * 0.0061));
        }

        Assert.Equal(12_500_161_949_259_282_552UL, hash);
    }

    private static void AssertNear((double X, double Rounded, double Beyond)[] table, Func<double, double> function, double bound)
    {
        Assert.True(table.Length >= 200);
        foreach ((double x, double rounded, double beyond) in table)
        {
            AssertNear(x.ToString("R"), function(x), rounded, beyond, bound);
        }
    }

    /// <summary>The exact result is rounded + beyond · ulp(rounded).</summary>
    private static void AssertNear(string place, double actual, double rounded, double beyond, double bound)
    {
        if (!double.IsFinite(rounded) || rounded == 0)
        {
            bool same = double.IsNaN(rounded) ? double.IsNaN(actual) : actual == rounded && double.IsNegative(actual) == double.IsNegative(rounded);
            Assert.True(same, $"{place}: {actual:R} instead of {rounded:R}");
            return;
        }

        double ulp = Math.BitIncrement(Math.Abs(rounded)) - Math.Abs(rounded);
        double error = Math.Abs(((actual - rounded) / ulp) - beyond);
        double allowed = double.IsSubnormal(rounded) ? Math.Max(bound, SubnormalBound) : bound;
        Assert.True(error <= allowed, $"{place}: {actual:R} is {error} ulp from {rounded:R}");
    }

    private static void AssertSameBits(double expected, double actual) =>
        Assert.Equal(BitConverter.DoubleToInt64Bits(expected), BitConverter.DoubleToInt64Bits(actual));
}
