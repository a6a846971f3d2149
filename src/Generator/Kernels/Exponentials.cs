using static Etch.Generator.Kernels.Vectors;

namespace Etch.Generator.Kernels;

/// <summary>e^x and what is made of it: x = n·ln 2 + r, a polynomial of r, and n put into the exponent. Derivation: tests/Reference/Functions.Exp.cs.</summary>
internal static class Exponentials
{
    public const float Ln2 = 0.693147182f;

    private const float Log2E = 1.44269502f, Ln2Low = -1.90465421e-09f, BiasedRounder = 12583039f, Smallest = -87.33654f;
    private const float C2 = 0.49999994f, C3 = 0.166665167f, C4 = 0.0416681021f, C5 = 0.00836919155f, C6 = 0.00138388691f;

    /// <summary>e^x for x that are not positive, as softmax has them: exactly 0 below the range of normal numbers.</summary>
    public static Expression NonPositive(KernelBuilder k, Variable x) => SelectLess(x, Number(Smallest), Zero, Unlimited(k, x));

    public static Expression Sigmoid(KernelBuilder k, Variable x)
    {
        Expression y = SelectLess(Number(17.5f), x, One, One / OnePlusExpOfMinus(k, x));
        return SelectLess(x, Number(Smallest), Zero, y);
    }

    /// <summary>x · sigmoid(z) as one quotient.</summary>
    public static Expression TimesSigmoid(KernelBuilder k, Variable x, Variable z)
    {
        Variable y = k.Let("y", x / OnePlusExpOfMinus(k, z));
        k.Assign(y, SelectLess(Number(17.5f), z, x, y));
        k.Assign(y, SelectLess(z, Number(Smallest), Zero, y));
        return y;
    }

    public static Expression Mish(KernelBuilder k, Variable x)
    {
        Variable e = k.Let("e", Unlimited(k, x));
        Variable w = k.Let("w", Fma(e, e, e + e));
        Variable y = k.Let("y", x * w / (w + Number(2)));
        k.Assign(y, SelectLess(Number(9.5f), x, x, y));
        k.Assign(y, SelectLess(x, Number(Smallest), Zero, y));
        return y;
    }

    /// <summary>Derivation: tests/Reference/Functions.Tanh.cs.</summary>
    public static Expression Tanh(KernelBuilder k, Variable x)
    {
        Variable shifted = k.Let("shifted", Fma(x, Number(-2 * Log2E), Number(BiasedRounder)));
        Variable n = k.Let("n", shifted - Number(BiasedRounder));
        Variable s = k.Let("s", Fma(n, Number(0.5f * Ln2Low), Fma(n, Number(0.5f * Ln2), x)));
        Variable q = Functions.Polynomial(k, "q", s, -0.0442738757f, 0.133874029f, -0.333342046f, 0.666661561f, -0.99999994f);
        k.Assign(q, Fma(q, s * s, s));
        Variable scale = k.Let("scale", ShiftLeft(shifted, 23));
        Variable m = k.Let("m", Fma(q, scale, Fma(scale, Number(-0.5f), Number(0.5f))));
        Variable reciprocal = k.Let("reciprocal", One / (One - m));
        Variable y = k.Let("y", m * reciprocal);
        k.Assign(y, Fma(Fma(y, m, m - y), reciprocal, y));
        k.Assign(y, SelectLess(Number(9.5f), x, One, y));
        k.Assign(y, SelectLess(x, Number(-9.5f), Number(-1), y));
        return y;
    }

    private static Expression Unlimited(KernelBuilder k, Variable x)
    {
        Variable shifted = k.Let("shifted", Fma(x, Number(Log2E), Number(BiasedRounder)));
        Variable n = k.Let("n", shifted - Number(BiasedRounder));
        Variable r = k.Let("r", Fma(n, Number(-Ln2Low), Fma(n, Number(-Ln2), x)));
        Variable p = Functions.Polynomial(k, "p", r, C6, C5, C4, C3, C2, 1, 1);
        return p * ShiftLeft(shifted, 23);
    }

    /// <summary>1 + e^−x.</summary>
    private static Expression OnePlusExpOfMinus(KernelBuilder k, Variable x)
    {
        Variable shifted = k.Let("shifted", Fma(x, Number(-Log2E), Number(BiasedRounder)));
        Variable n = k.Let("n", shifted - Number(BiasedRounder));
        Variable s = k.Let("s", Fma(n, Number(Ln2Low), Fma(n, Number(Ln2), x)));
        Variable p = Functions.Polynomial(k, "p", s, C6, -C5, C4, -C3, C2, -1);
        Variable scale = k.Let("scale", ShiftLeft(shifted, 23));
        return Fma(p * scale, s, scale + One);
    }
}
