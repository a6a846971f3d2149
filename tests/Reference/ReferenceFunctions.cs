namespace Etch.Reference;

/// <summary>The functions of graphs in double precision, by their definitions.</summary>
internal static class ReferenceFunctions
{
    public static double Activate(Generator.Spec.Activation activation, double x) => activation switch
    {
        Generator.Spec.Activation.Gelu => x * Erfc(-x / Math.Sqrt(2)) / 2,
        Generator.Spec.Activation.GeluTanh => x * (1 + Math.Tanh(Math.Sqrt(2 / Math.PI) * (x + (0.044715 * x * x * x)))) / 2,
        Generator.Spec.Activation.QuickGelu => x / (1 + Math.Exp(-1.702 * x)),
        Generator.Spec.Activation.Relu => Math.Max(x, 0),
        Generator.Spec.Activation.ReluSquared => Math.Max(x, 0) * Math.Max(x, 0),
        Generator.Spec.Activation.Relu6 => Math.Min(Math.Max(x, 0), 6),
        Generator.Spec.Activation.Silu => x / (1 + Math.Exp(-x)),
        Generator.Spec.Activation.Tanh => Math.Tanh(x),
        Generator.Spec.Activation.Sigmoid => 1 / (1 + Math.Exp(-x)),
        Generator.Spec.Activation.Mish => x * Math.Tanh(Math.Max(x, 0) + double.LogP1(Math.Exp(-Math.Abs(x)))),
        Generator.Spec.Activation.LeakyRelu => x >= 0 ? x : 0.01 * x,
        Generator.Spec.Activation.Log1p => double.LogP1(x),
        _ => throw new NotSupportedException($"{activation} is no function of one element."),
    };

    public static double SoftCap(double cap, double x) => cap * Math.Tanh(x / cap);

    /// <summary>
    /// 1 − erf(x). Near zero by erf(x) = 2/√π · e^(−x²) · Σ 2ⁿ x^(2n+1) / (2n+1)!!, whose terms have one sign; beyond by the continued fraction
    /// e^(−x²)/√π · 1/(x + (1/2)/(x + (2/2)/(x + (3/2)/(x + …)))) (Abramowitz and Stegun 7.1.6 and 7.1.14).
    /// </summary>
    public static double Erfc(double x)
    {
        if (x < 0)
        {
            return 2 - Erfc(-x);
        }

        return x < 2 ? 1 - Series(x) : x > 27 ? 0 : Fraction(x);
    }

    private static double Series(double x)
    {
        double term = x, sum = x;
        for (int n = 1; term > sum * 1e-18; n++)
        {
            term *= 2 * x * x / ((2 * n) + 1);
            sum += term;
        }

        return 2 / Math.Sqrt(Math.PI) * Math.Exp(-x * x) * sum;
    }

    private static double Fraction(double x)
    {
        // 200 levels settle the last bit from x = 2 on.
        double tail = x;
        for (int level = 200; level > 0; level--)
        {
            tail = x + (level / 2.0 / tail);
        }

        return Math.Exp(-x * x) / (Math.Sqrt(Math.PI) * tail);
    }
}
