namespace Etch.Numerics;

/// <summary>x^y = exp(y · ln x), with the logarithm and the product in double-doubles.</summary>
/// <remarks>
/// |y · ln x| is at most 746 where the result is finite and not 0; the relative error 2⁻⁷⁶ of the logarithm is then an
/// absolute 2⁻⁶⁶ in the exponent, a thousandth of an ulp of the result.
/// </remarks>
internal static class Power
{
    // The smallest |ln x| that is not 0 is 2⁻⁵³, the largest is below 2¹⁰: outside these bounds the result is 0, 1 or infinite.
    private const double Huge = 36_893_488_147_419_103_232.0; // 2⁶⁵
    private const double Tiny = 1 / (Huge * 32);              // 2⁻⁷⁰

    public static double Of(double x, double y)
    {
        if (y == 0 || x == 1)
        {
            return 1;
        }

        if (double.IsNaN(x) || double.IsNaN(y))
        {
            return double.NaN;
        }

        if (x < 0 && double.IsFinite(x) && double.IsFinite(y) && !double.IsInteger(y))
        {
            return double.NaN;
        }

        double magnitude = OfMagnitude(Math.Abs(x), y);
        return double.IsNegative(x) && double.IsOddInteger(y) ? -magnitude : magnitude;
    }

    private static double OfMagnitude(double x, double y)
    {
        if (x == 1)
        {
            return 1;
        }

        if (x == 0 || double.IsInfinity(x) || Math.Abs(y) > Huge)
        {
            return (x > 1) == (y > 0) ? double.PositiveInfinity : 0;
        }

        return Math.Abs(y) < Tiny ? 1 : Exponential.Of(Logarithm.Of(x) * y);
    }
}
