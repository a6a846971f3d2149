namespace Etch.Numerics;

/// <summary>An angle as quadrant · π/2 + High + Low with |High + Low| ≤ π/4 (and a little).</summary>
/// <remarks>
/// Cody and Waite's reduction. With n = round(x · 2/π), n &lt; 2²⁰:
/// 1. π/2 = P₁ + P₂ + P₃ + P₄; the first three have 33 bits, so n · Pᵢ is exact; P₄ has 53. What is cut off is below 2⁻¹⁵⁷.
/// 2. x − n·P₁ is exact: it is below 1 and a multiple of 2⁻⁵³.
/// 3. n·P₂ and n·P₃ are subtracted with their rounding errors kept, n·P₄ is added to those.
/// The nearest that a double below 2²⁰·π/2 comes to a multiple of π/2 is 2⁻⁶⁰·⁵ (at 29·π/2); the absolute error is near
/// n · 2⁻¹⁵⁷ + 2⁻¹³³, hence the relative error of the rest is below 2⁻⁷² even there.
/// </remarks>
internal readonly record struct ReducedAngle(int Quadrant, double High, double Low)
{
    private const double QuarterPi = 0.78539816339744828;
    private const double TwoOverPi = 0.63661977236758138;

    // Adding and subtracting 1.5 · 2⁵² rounds to the nearest integer, ties to even.
    private const double Rounder = 6_755_399_441_055_744.0;

    private const double P1 = 1.5707963267341256;
    private const double P2 = 6.077100506303966e-11;
    private const double P3 = 2.0222662487111665e-21;
    private const double P4 = 8.4784276603689e-32;

    public static ReducedAngle Of(double x)
    {
        if (Math.Abs(x) <= QuarterPi)
        {
            return new(0, x, 0);
        }

        if (!double.IsFinite(x))
        {
            return new(0, double.NaN, 0);
        }

        if (Math.Abs(x) > Elementary.LargestAngle)
        {
            throw new ArgumentOutOfRangeException(
                nameof(x), x, $"An angle of at most {Elementary.LargestAngle} radians was expected; take it modulo 2π before.");
        }

        double turns = ((x * TwoOverPi) + Rounder) - Rounder;
        DoubleDouble first = DoubleDouble.Difference(x - (turns * P1), turns * P2);
        DoubleDouble second = DoubleDouble.Difference(first.High, turns * P3);
        DoubleDouble rest = DoubleDouble.OrderedSum(second.High, (first.Low + second.Low) - (turns * P4));
        return new((int)turns, rest.High, rest.Low);
    }
}
