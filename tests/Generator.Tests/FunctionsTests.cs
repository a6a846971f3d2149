using Etch.Reference;

namespace Etch.Generator.Tests;

public sealed class FunctionsTests
{
    /// <summary>A prime, so that every low bit pattern of the mantissa is met.</summary>
    private const int Stride = 97;

    private const float Inf = float.PositiveInfinity;
    private const float SmallestNormal = 1.17549435e-38f;
    private const float SmallestExp = -87.33654f;

    [Fact]
    public void ExpIsWithinOneUlp()
    {
        AssertUlps(0.9, 1e-9f, 88.72283f, Functions.Exp, Math.Exp);
        AssertUlps(0.9, SmallestExp, -1e-9f, Functions.Exp, Math.Exp);
    }

    [Fact]
    public void ExpForSoftmaxHasTheBitsOfExp() =>
        ForEach(-1e30f, -1e-30f, x => Assert.Equal(Bits(Functions.Exp(x)), Bits(Functions.ExpNonPositive(x))));

    [Fact]
    public void ExpNeverGivesADenormal() =>
        ForEach(-110f, -80f, x => Assert.True(Functions.Exp(x) is 0f or >= SmallestNormal));

    /// <summary>A sum near 2^24 + 1 ends in a tie, which is a third rounding of up to an ulp; there the result is about 6e-8.</summary>
    [Fact]
    public void SigmoidIsWithinTwoUlpsButForOneBinade()
    {
        AssertUlps(1.7, 1e-9f, 100f, Functions.Sigmoid, TrueFunctions.Sigmoid);
        AssertUlps(1.7, -16.2f, -1e-9f, Functions.Sigmoid, TrueFunctions.Sigmoid);
        AssertUlps(2.45, -17f, -16.2f, Functions.Sigmoid, TrueFunctions.Sigmoid);
        AssertUlps(2.0, SmallestExp, -17f, Functions.Sigmoid, TrueFunctions.Sigmoid);
    }

    [Fact]
    public void TanhIsWithinTwoUlps()
    {
        AssertUlps(2.0, 1e-30f, 20f, Functions.Tanh, Math.Tanh);
        AssertUlps(2.0, -20f, -1e-30f, Functions.Tanh, Math.Tanh);
    }

    [Fact]
    public void ErfIsWithinTwoUlps()
    {
        AssertUlps(1.5, 1e-30f, 10f, Functions.Erf, TrueFunctions.Erf);
        AssertUlps(1.5, -10f, -1e-30f, Functions.Erf, TrueFunctions.Erf);
    }

    [Fact]
    public void LogarithmsAreWithinTwoUlps()
    {
        AssertUlps(1.0, float.Epsilon, float.MaxValue, Functions.Log, x => Math.Log(x));
        AssertUlps(1.6, 1e-36f, float.MaxValue, Functions.Log1p, TrueFunctions.Log1p);
        AssertUlps(1.0, -0.9999999f, -1e-36f, Functions.Log1p, TrueFunctions.Log1p);
    }

    /// <summary>The tails cancel or vanish, so these are held to an absolute error relative to max(1, |x|): about two roundings of 1.</summary>
    [Theory]
    [InlineData(nameof(Functions.Gelu), 1.4e-7)]
    [InlineData(nameof(Functions.GeluTanh), 1.4e-7)]
    [InlineData(nameof(Functions.QuickGelu), 1.4e-7)]
    [InlineData(nameof(Functions.Silu), 1.3e-7)]
    [InlineData(nameof(Functions.Mish), 1.75e-7)]
    public void ActivationsAreWithinTheirAbsoluteError(string name, double bound)
    {
        (Func<float, float> measured, Func<double, double> truth) = Activation(name);
        AssertErrors(bound, 1e-6f, 200f, measured, truth);
        AssertErrors(bound, -200f, -1e-6f, measured, truth);
    }

    [Theory]
    [InlineData(nameof(Functions.Gelu))]
    [InlineData(nameof(Functions.GeluTanh))]
    [InlineData(nameof(Functions.QuickGelu))]
    [InlineData(nameof(Functions.Silu))]
    [InlineData(nameof(Functions.Mish))]
    public void ActivationsAreTheirAsymptotesAtTheEnds(string name)
    {
        Func<float, float> f = Activation(name).Measured;
        Assert.Equal(0f, f(float.NegativeInfinity));
        Assert.Equal(0f, f(float.MinValue));
        Assert.Equal(0f, f(-100f));
        Assert.Equal(Bits(-0f), Bits(f(-0f)));
        Assert.Equal(Bits(0f), Bits(f(0f)));
        Assert.Equal(100f, f(100f));
        Assert.Equal(float.MaxValue, f(float.MaxValue));
        Assert.Equal(Inf, f(Inf));
        Assert.True(float.IsNaN(f(float.NaN)));
        ForEach(-200f, -1e-30f, x => Assert.True(f(x) <= 0f));

        // The rounding of x · w carries Mish an ulp above x here and there.
        ForEach(1e-30f, 200f, x => Assert.True(f(x) >= 0f && f(x) <= MathF.BitIncrement(x)));
    }

    [Theory]
    [InlineData(-Inf, 0f, 0f, -1f, -1f, float.NaN, float.NaN)]
    [InlineData(float.MinValue, 0f, 0f, -1f, -1f, float.NaN, float.NaN)]
    [InlineData(-100f, 0f, 0f, -1f, -1f, float.NaN, float.NaN)]
    [InlineData(0f, 1f, 0.5f, 0f, 0f, -Inf, 0f)]
    [InlineData(100f, Inf, 1f, 1f, 1f, 4.6051702f, 4.6151204f)]
    [InlineData(float.MaxValue, Inf, 1f, 1f, 1f, 88.72284f, 88.72284f)]
    [InlineData(Inf, Inf, 1f, 1f, 1f, Inf, Inf)]
    [InlineData(float.NaN, float.NaN, float.NaN, float.NaN, float.NaN, float.NaN, float.NaN)]
    public void SpecialValues(float x, float exp, float sigmoid, float erf, float tanh, float log, float log1p)
    {
        Assert.Equal(Bits(exp), Bits(Functions.Exp(x)));
        Assert.Equal(Bits(sigmoid), Bits(Functions.Sigmoid(x)));
        Assert.Equal(Bits(erf), Bits(Functions.Erf(x)));
        Assert.Equal(Bits(tanh), Bits(Functions.Tanh(x)));
        Assert.Equal(Bits(log), Bits(Functions.Log(x)));
        Assert.Equal(Bits(log1p), Bits(Functions.Log1p(x)));
    }

    [Fact]
    public void ZerosAndPolesAreExact()
    {
        Assert.Equal(1f, Functions.Exp(-0f));
        Assert.Equal(0.5f, Functions.Sigmoid(-0f));
        Assert.Equal(Bits(-0f), Bits(Functions.Erf(-0f)));
        Assert.Equal(Bits(0f), Bits(Functions.Tanh(-0f)));
        Assert.Equal(-Inf, Functions.Log(-0f));
        Assert.Equal(-Inf, Functions.Log1p(-1f));
        Assert.Equal(0f, Functions.Log(1f));
        Assert.Equal(Bits(0f), Bits(Functions.Log1p(-0f)));
    }

    /// <summary>The bits of a NaN differ between processors; none may turn into a number on its way through shifts and additions of bits.</summary>
    [Fact]
    public void EveryNaNStaysNaN()
    {
        Func<float, float>[] all =
        [
            Functions.Exp, Functions.ExpNonPositive, Functions.Sigmoid, Functions.Erf, Functions.Tanh, Functions.Log, Functions.Log1p,
            Functions.Gelu, Functions.GeluTanh, Functions.QuickGelu, Functions.Relu, Functions.ReluSquared, Functions.Relu6, Functions.Silu,
            Functions.Mish, Functions.LeakyRelu,
        ];
        for (int payload = 0; payload < 1 << 22; payload += 4093)
        {
            float positive = BitConverter.Int32BitsToSingle(0x7FC00000 | payload);
            float negative = BitConverter.Int32BitsToSingle(unchecked((int)0xFFC00000) | payload);
            Assert.All(all, f => Assert.True(float.IsNaN(f(positive)) && float.IsNaN(f(negative))));
        }
    }

    [Fact]
    public void ExpEndsWhereItsResultDoes()
    {
        Assert.Equal(0f, Functions.Exp(MathF.BitDecrement(SmallestExp)));
        Assert.InRange(Functions.Exp(SmallestExp), SmallestNormal, 1.1755e-38f);
        Assert.InRange(Functions.Sigmoid(SmallestExp), SmallestNormal, 1.1755e-38f);
        Assert.Equal(Inf, Functions.Exp(88.72284f));
        Assert.InRange(Functions.Exp(MathF.BitDecrement(88.72284f)), 3.4027e38f, float.MaxValue);
    }

    [Fact]
    public void SaturatingFunctionsStayWithinTheirRangeAndRiseTowardsIt()
    {
        ForEach(8f, 20f, x => Assert.InRange(Functions.Tanh(x), 0.9999997f, 1f));
        ForEach(-20f, -8f, x => Assert.InRange(Functions.Tanh(x), -1f, -0.9999997f));
        ForEach(3.5f, 20f, x => Assert.InRange(Functions.Erf(x), 0.9999992f, 1f));
        ForEach(15f, 20f, x => Assert.InRange(Functions.Sigmoid(x), 0.9999996f, 1f));
        AssertRises(-87.4f, -80f, 0.001f, Functions.Sigmoid);
        AssertRises(-87.4f, 88.8f, 0.001f, Functions.Exp);
    }

    [Theory]
    [InlineData(-Inf, 0f, 0f, 0f, -Inf)]
    [InlineData(-2f, 0f, 0f, 0f, -0.02f)]
    [InlineData(-0f, -0f, 0f, -0f, -0f)]
    [InlineData(3f, 3f, 9f, 3f, 3f)]
    [InlineData(7f, 7f, 49f, 6f, 7f)]
    [InlineData(Inf, Inf, Inf, 6f, Inf)]
    public void Rectifiers(float x, float relu, float squared, float relu6, float leaky)
    {
        Assert.Equal(Bits(relu), Bits(Functions.Relu(x)));
        Assert.Equal(Bits(squared), Bits(Functions.ReluSquared(x)));
        Assert.Equal(Bits(relu6), Bits(Functions.Relu6(x)));
        Assert.Equal(Bits(leaky), Bits(Functions.LeakyRelu(x)));
    }

    private static (Func<float, float> Measured, Func<double, double> Truth) Activation(string name) => name switch
    {
        nameof(Functions.Gelu) => (Functions.Gelu, TrueFunctions.Gelu),
        nameof(Functions.GeluTanh) => (Functions.GeluTanh, TrueFunctions.GeluTanh),
        nameof(Functions.QuickGelu) => (Functions.QuickGelu, TrueFunctions.QuickGelu),
        nameof(Functions.Silu) => (Functions.Silu, TrueFunctions.Silu),
        _ => (Functions.Mish, TrueFunctions.Mish),
    };

    private static void AssertUlps(double bound, float low, float high, Func<float, float> measured, Func<double, double> truth) =>
        AssertLargest(bound, low, high, x => Math.Abs(measured(x) - truth(x)) / Ulp(truth(x)));

    private static void AssertErrors(double bound, float low, float high, Func<float, float> measured, Func<double, double> truth) =>
        AssertLargest(bound, low, high, x => Math.Abs(measured(x) - truth(x)) / Math.Max(1, Math.Abs(x)));

    private static void AssertLargest(double bound, float low, float high, Func<float, double> error)
    {
        double largest = 0;
        float where = low;
        ForEach(low, high, x =>
        {
            double e = error(x);
            if (!(e <= largest))
            {
                (largest, where) = (e, x);
            }
        });
        Assert.True(largest <= bound, $"{largest:R} at {where:R}, allowed {bound:R}");
    }

    private static void AssertRises(float low, float high, float step, Func<float, float> f)
    {
        for (float x = low; x < high; x += step)
        {
            Assert.True(f(x) <= f(x + step), $"falls after {x:R}");
        }
    }

    /// <summary>Every <see cref="Stride"/>th float32 from low to high, which have one sign.</summary>
    private static void ForEach(float low, float high, Action<float> action)
    {
        uint first = Math.Min(Bits(low), Bits(high));
        uint last = Math.Max(Bits(low), Bits(high));
        for (uint bits = first; bits <= last; bits += Stride)
        {
            action(BitConverter.UInt32BitsToSingle(bits));
        }
    }

    /// <summary>The distance of the float32 values around x, normal or denormal.</summary>
    private static double Ulp(double x) => Math.ScaleB(1, Math.Max(Math.ILogB(x), -126) - 23);

    private static uint Bits(float x) => BitConverter.SingleToUInt32Bits(x);
}
