using Etch.Generator.Spec;
using static Etch.Generator.Kernels.Vectors;

namespace Etch.Generator.Kernels;

/// <summary>
/// Activations as expansions into the operations of kernels. Their derivations, constants and measured errors stand beside the same
/// functions over single floats in tests/Reference/Functions*.cs, which a test compares bit by bit with these.
/// </summary>
internal static class Functions
{
    /// <summary>activation(x).</summary>
    public static Expression Activate(KernelBuilder k, Activation activation, Expression value)
    {
        Expression? made = null;
        k.Together(() => made = Expand(k, activation, value));
        return made!;
    }

    private static Expression Expand(KernelBuilder k, Activation activation, Expression value)
    {
        Variable x = k.Let("v", value);
        return activation switch
        {
            Activation.Gelu => Gelu(k, x),
            Activation.GeluTanh => Exponentials.TimesSigmoid(k, x, k.Let("z", x * Fma(x * x, Number(0.0713548139f), Number(1.59576917f)))),
            Activation.QuickGelu => Exponentials.TimesSigmoid(k, x, k.Let("z", Number(1.702f) * x)),
            Activation.Silu => Exponentials.TimesSigmoid(k, x, x),
            Activation.Sigmoid => Exponentials.Sigmoid(k, x),
            Activation.Tanh => Exponentials.Tanh(k, x),
            Activation.Mish => Exponentials.Mish(k, x),
            Activation.Log1p => Log1p(k, x),
            Activation.Relu => Relu(x),
            Activation.ReluSquared => k.Let("r", Relu(x)) is var r ? r * r : x,
            Activation.Relu6 => k.Let("r", Relu(x)) is var r ? SelectLess(Number(6), r, Number(6), r) : x,
            Activation.LeakyRelu => SelectLess(x, Zero, Number(0.01f) * x, x),
            _ => throw new InvalidOperationException($"No expansion of {activation}."),
        };
    }

    /// <summary>cap · tanh(x / cap).</summary>
    public static Expression SoftCap(KernelBuilder k, float cap, Expression x)
    {
        Expression? made = null;
        k.Together(() => made = Number(cap) * Exponentials.Tanh(k, k.Let("v", x / Number(cap))));
        return made!;
    }

    private static Expression Relu(Expression x) => SelectLess(x, Zero, Zero, x);

    /// <summary>max(x, 0) − |x| · R(|x|)⁴, R a polynomial: no division, 1.4e-7 absolute.</summary>
    private static Expression Gelu(KernelBuilder k, Variable x)
    {
        Variable a = k.Let("a", AndBits(x, BitsOf(0x7FFFFFFF)));
        Variable root = Polynomial(k, "root", a, -3.38101268e-06f, 5.81245404e-05f, -0.000305583118f, -4.14503556e-05f, 0.00380763388f, 0.00463685533f, -0.0501907319f, -0.167735577f, 0.840896487f);
        Variable squared = k.Let("squared", root * root);
        Variable tail = k.Let("tail", SelectLess(a, Number(5.8f), a * (squared * squared), Zero));
        return SelectLess(x, Zero, Zero, x) - tail;
    }

    private static Expression Log1p(KernelBuilder k, Variable x)
    {
        Variable moved = k.Let("moved", AddBits(x + One, BitsOf(0x00555555)));
        Variable scale = k.Let("scale", SubtractBits(BitsOf(0x80000000), AndBits(moved, BitsOf(0xFF800000))));
        Variable exponent = k.Let("exponent", OrBits(ShiftRight(moved, 23), BitsOf(0x4B000000)) - Number(8388735f));
        Variable f = k.Let("f", Fma(x * Number(0.25f), scale, Fma(scale, Number(0.25f), Number(-1))));
        Variable p = Polynomial(k, "p", f, -0.124808811f, 0.140635699f, -0.122738399f, 0.139896154f, -0.166744366f, 0.200114354f, -0.249999195f, 0.333331972f, -0.5f);
        Variable y = k.Let("y", Fma(exponent, Number(Exponentials.Ln2), Fma(f * f, p, f)));
        k.Assign(y, SelectLess(x, Number(float.PositiveInfinity), y, x));
        k.Assign(y, SelectLess(x, Number(-0.99999994f), Number(float.NegativeInfinity), y));
        return SelectLess(x, Number(-1), Number(float.NaN), y);
    }

    /// <summary>Horner's rule, the highest coefficient first, in one local.</summary>
    public static Variable Polynomial(KernelBuilder k, string name, Expression x, float first, params float[] others)
    {
        Variable? sum = null;
        k.Together(() =>
        {
            foreach (float coefficient in others)
            {
                Expression next = Fma(sum ?? Number(first), x, Number(coefficient));
                if (sum is null)
                {
                    sum = k.Let(name, next);
                }
                else
                {
                    k.Assign(sum, next);
                }
            }
        });
        return sum!;
    }
}
