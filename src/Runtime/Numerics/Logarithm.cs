namespace Etch.Numerics;

/// <summary>The natural logarithm of a positive finite double, as a double-double.</summary>
/// <remarks>
/// 1. x = 2^e · m with m in [√½, √2), so ln x = e·ln 2 + ln m.
/// 2. With s = (m − 1)/(m + 1), ln m = 2·artanh s = 2s·(1 + z/3 + z²/5 + …), z = s² ≤ 0.0295. m − 1 is exact.
/// 3. The series is cut after z¹⁵/31; what is left is below z¹⁶/33 · 1.04 &lt; 2⁻⁸⁶.
/// 4. The terms from z⁴/9 on are below 2⁻²³ of the sum, so doubles are enough for them; the others, and all that is outside the
///    bracket, are double-doubles. The measured relative error is below 2⁻⁷⁶: <see cref="Power"/> multiplies it by up to 2¹⁰.
/// </remarks>
internal static class Logarithm
{
    private const double SquareRootOfTwo = 1.4142135623730951;

    // 1/3, 1/5 and 1/7 to 106 bits.
    private static readonly DoubleDouble Third = new(0.3333333333333333, 1.850371707708594e-17);
    private static readonly DoubleDouble Fifth = new(0.2, -1.1102230246251566e-17);
    private static readonly DoubleDouble Seventh = new(0.14285714285714285, 7.93016446160826e-18);

    private static ReadOnlySpan<double> Tail =>
    [
        1.0 / 9, 1.0 / 11, 1.0 / 13, 1.0 / 15, 1.0 / 17, 1.0 / 19, 1.0 / 21, 1.0 / 23, 1.0 / 25, 1.0 / 27, 1.0 / 29, 1.0 / 31,
    ];

    public static DoubleDouble Of(double x)
    {
        (double m, int e) = Decompose(x);
        DoubleDouble s = (DoubleDouble)(m - 1) / DoubleDouble.Sum(m, 1);
        DoubleDouble z = s * s;
        DoubleDouble series = Seventh + (z * Elementary.Polynomial(z.High, Tail));
        series = Fifth + (z * series);
        series = Third + (z * series);
        series = 1.0 + (z * series);

        DoubleDouble half = s * series;
        return DoubleDouble.Sum(e * Exponential.Ln2High, e * Exponential.Ln2Low) + new DoubleDouble(2 * half.High, 2 * half.Low);
    }

    /// <summary>x = 2^e · m with m in [√½, √2).</summary>
    private static (double M, int E) Decompose(double x)
    {
        int shift = 0;
        if (x < 2.2250738585072014e-308)
        {
            x *= 18_014_398_509_481_984.0; // 2⁵⁴: a subnormal becomes normal
            shift = 54;
        }

        long bits = BitConverter.DoubleToInt64Bits(x);
        int e = (int)(bits >> 52) - 1023;
        double m = BitConverter.Int64BitsToDouble((bits & 0x000F_FFFF_FFFF_FFFF) | 0x3FF0_0000_0000_0000);
        return m >= SquareRootOfTwo ? (m / 2, e + 1 - shift) : (m, e - shift);
    }
}
