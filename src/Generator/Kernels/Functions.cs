using Etch.Generator.Spec;
using static Etch.Generator.Kernels.Vectors;

namespace Etch.Generator.Kernels;

/// <summary>Functions as expansions into the operations of kernels.</summary>
internal static class Functions
{
    public static Expression Exp(KernelBuilder k, Variable x)
    {
        Variable shifted = k.Let("shifted", Fma(x, Number(1.44269504f), Number(12582912f)));
        Variable n = k.Let("n", shifted - Number(12582912f));
        Variable r = k.Let("r", Fma(n, Number(-0.693359375f), x));
        k.Assign(r, Fma(n, Number(2.12194440e-4f), r));
        Variable p = k.Let("p", Fma(r, Number(1f / 720), Number(1f / 120)));
        foreach (float c in new[] { 1f / 24, 1f / 6, 0.5f, 1f, 1f })
        {
            k.Assign(p, Fma(p, r, Number(c)));
        }

        return SelectLess(x, Number(-87), Zero, AddBits(p, ShiftLeft(shifted, 23)));
    }

    public static Expression Activate(KernelBuilder k, Activation activation, Expression x)
    {
        Variable v = k.Let("v", x);
        return activation switch
        {
            Activation.Silu => v / (One + Exp(k, k.Let("minus", Zero - v))),
            Activation.Relu => SelectLess(Zero, v, v, Zero),
            _ => v,
        };
    }

    public static Expression SoftCap(KernelBuilder k, float cap, Expression x) => x;
}
