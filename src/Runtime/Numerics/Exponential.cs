namespace Etch.Numerics;

/// <summary>The exponential of a double-double, rounded to double.</summary>
/// <remarks>
/// 1. With k = round(x / ln 2), x = k·ln 2 + r and |r| ≤ ln 2 / 2. ln 2 is split in 42 bits (k has 11, so k·Ln2High is exact,
///    and so is its subtraction) and 53 more; r is kept in two parts h + l.
/// 2. e^r = 1 + h + h²·(1/2 + h·Q(h)) + l·(1 + h). 1 + h is taken with the part that its rounding drops, so what is rounded
///    before the last addition is below 2⁻⁴.
/// 3. Q is the polynomial of degree 9 whose largest error times |h|³ is least (Remez exchange in 300 bits,
///    tests/Runtime.Tests/Numerics/derive.py): 2⁻⁶⁴, and 2⁻⁶⁰ with coefficients rounded to doubles.
/// 4. The factor 2^k is multiplied in as two, so that neither over- nor underflows before the product does, and a subnormal
///    result is rounded once more only.
/// </remarks>
internal static class Exponential
{
    private const double InverseLn2 = 1.4426950408889634;
    private const double Rounder = 6_755_399_441_055_744.0; // 1.5 · 2⁵², see ReducedAngle

    internal const double Ln2High = 0.6931471805598903;
    internal const double Ln2Low = 5.497923018708371e-14;

    private static ReadOnlySpan<double> Q =>
    [
        0.16666666666666682, 0.0416666666666667, 0.008333333333316859, 0.0013888888888865195, 0.00019841269896820612,
        2.480158736505022e-05, 2.755723443670642e-06, 2.755723871675602e-07, 2.5112179665277687e-08, 2.092566823832431e-09,
    ];

    public static double Of(DoubleDouble x)
    {
        if (!(Math.Abs(x.High) <= 746))
        {
            return x.High > 0 ? double.PositiveInfinity : x.High < 0 ? 0 : x.High;
        }

        double k = ((x.High * InverseLn2) + Rounder) - Rounder;
        DoubleDouble rest = DoubleDouble.OrderedSum(x.High - (k * Ln2High), x.Low - (k * Ln2Low));
        return Scale(Near(rest.High, rest.Low), (int)k);
    }

    private static double Near(double h, double l)
    {
        double tail = (h * h * (0.5 + (h * Elementary.Polynomial(h, Q)))) + (l + (l * h));
        DoubleDouble head = DoubleDouble.OrderedSum(1, h);
        return head.High + (head.Low + tail);
    }

    private static double Scale(double value, int exponent)
    {
        int half = exponent >> 1;
        return value * PowerOfTwo(half) * PowerOfTwo(exponent - half);
    }

    private static double PowerOfTwo(int exponent) => BitConverter.Int64BitsToDouble((long)(1023 + exponent) << 52);
}
