namespace Etch.Generator.Tests;

/// <summary>The functions in double precision, to about 1e-15: what the float32 functions are measured against.</summary>
internal static class TrueFunctions
{
    public static double Erf(double x) => x < 0 ? -Erf(-x) : x < 2 ? ErfSeries(x) : 1 - ErfcFraction(x);

    public static double Erfc(double x) => x < 2 ? 1 - Erf(x) : ErfcFraction(x);

    public static double Sigmoid(double x) => 1 / (1 + Math.Exp(-x));

    public static double Silu(double x) => x * Sigmoid(x);

    public static double QuickGelu(double x) => x * Sigmoid(1.702 * x);

    public static double Gelu(double x) => 0.5 * x * Erfc(-x / Math.Sqrt(2));

    public static double GeluTanh(double x) => x * Sigmoid(2 * Math.Sqrt(2 / Math.PI) * (x + 0.044715 * x * x * x));

    public static double Mish(double x) => x * Math.Tanh(Log1p(Math.Exp(x)));

    /// <summary>ln(1 + x) with the rounding of 1 + x divided out (Kahan).</summary>
    public static double Log1p(double x)
    {
        double u = 1 + x;
        return u == 1 ? x : Math.Log(u) * (x / (u - 1));
    }

    /// <summary>erf(x) = 2/√π · exp(−x²) · Σ 2^n x^(2n+1) / (1·3·…·(2n+1)): all terms positive, so nothing cancels.</summary>
    private static double ErfSeries(double x)
    {
        double term = x;
        double sum = x;
        for (int n = 1; term > sum * 1e-17; n++)
        {
            term *= 2 * x * x / (2 * n + 1);
            sum += term;
        }

        return 2 / Math.Sqrt(Math.PI) * Math.Exp(-x * x) * sum;
    }

    /// <summary>√π · exp(x²) · erfc(x) = 1/(x + (1/2)/(x + (2/2)/(x + (3/2)/(x + …)))), from a depth at which x ≥ 2 has converged.</summary>
    private static double ErfcFraction(double x)
    {
        double fraction = x;
        for (int n = 160; n > 0; n--)
        {
            fraction = x + n * 0.5 / fraction;
        }

        return Math.Exp(-x * x) / (Math.Sqrt(Math.PI) * fraction);
    }
}
