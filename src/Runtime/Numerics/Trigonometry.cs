namespace Etch.Numerics;

/// <summary>Sine and cosine on [−π/4, π/4].</summary>
/// <remarks>
/// Write r = h + l (<see cref="ReducedAngle"/>) and z = h².
/// 1. sin r = h + h³·S(z) + l·cos h, and cos h ≈ 1 − z/2 since |l| ≤ 2⁻⁵⁴.
/// 2. cos r = 1 − z/2 + z²·C(z) − h·l. 1 − z/2 is taken with the part that its rounding drops.
/// 3. S and C are the polynomials of degree 5 whose largest relative error, in sin and cos, on the interval is least (Remez
///    exchange in 300 bits, tests/Runtime.Tests/Numerics/derive.py): 2⁻⁵⁸ and 2⁻⁶⁴; with coefficients rounded to doubles
///    2⁻⁵⁷ and 2⁻⁶⁰.
/// </remarks>
internal static class Trigonometry
{
    private const double S0 = -0.16666666666666632;

    private static ReadOnlySpan<double> SineTail =>
    [
        0.008333333333322413, -0.00019841269829807062, 2.755731369167567e-06, -2.5050758079929132e-08, 1.5896793740918232e-10,
    ];

    private static ReadOnlySpan<double> CosineTail =>
    [
        0.0416666666666666, -0.0013888888888874125, 2.4801587289482194e-05, -2.755731435233497e-07, 2.0875723273452675e-09,
        -1.1359647813562016e-11,
    ];

    /// <summary>The sine of quadrant · π/2 + the rest of the angle.</summary>
    public static double Sine(ReducedAngle angle, int quadrant) => (quadrant & 3) switch
    {
        0 => NearSine(angle.High, angle.Low),
        1 => NearCosine(angle.High, angle.Low),
        2 => -NearSine(angle.High, angle.Low),
        _ => -NearCosine(angle.High, angle.Low),
    };

    private static double NearSine(double h, double l)
    {
        double z = h * h;
        double cube = z * h;
        double tail = Elementary.Polynomial(z, SineTail);
        return h - (((z * ((0.5 * l) - (cube * tail))) - l) - (cube * S0));
    }

    private static double NearCosine(double h, double l)
    {
        double z = h * h;
        double tail = z * Elementary.Polynomial(z, CosineTail);
        double half = 0.5 * z;
        double head = 1 - half;
        return head + (((1 - head) - half) + ((z * tail) - (h * l)));
    }
}
