using Etch.Generator.Graph;
using Etch.Generator.Spec;
using static Etch.Generator.Kernels.Vectors;

namespace Etch.Generator.Kernels;

/// <summary>Rotary positions: pairs of places of each head turned by the angle of the row's position (Su et al. 2021).</summary>
internal static class RotateKernel
{
    public static Kernel Lower(string name, RotateNode node, int strideX, int strideY, int lanes)
    {
        int head = node.Input.Width / node.Heads;
        KernelBuilder k = new(name, $"y = x turned by its position: {node.Heads} heads of {head}, {node.Width} places of each in {Pairs(node.Pairing)}.", lanes);
        Variable x = k.Parameter("x", Kind.Floats), positions = k.Parameter("positions", Kind.Integers);
        Variable cosines = k.Parameter("cosines", Kind.Floats), sines = k.Parameter("sines", Kind.Floats);
        Variable y = k.Parameter("y", Kind.Floats), from = k.Parameter("from", Kind.Index), to = k.Parameter("to", Kind.Index);

        k.For("row", from, to, 1, row =>
        {
            Variable position = k.Let("position", LoadInteger(positions + row));
            Variable cos = k.Let("cos", cosines + (position * node.Cosines.Width)), sin = k.Let("sin", sines + (position * node.Sines.Width));
            Variable headX = k.Let("headX", x + (row * strideX)), headY = k.Let("headY", y + (row * strideY));
            k.For("head", 0, node.Heads, 1, [new Walker(headX, head), new Walker(headY, head)], _ =>
            {
                if (node.Pairing == Pairing.Halves)
                {
                    Halves(k, headX, headY, cos, sin, node.Width / 2);
                }
                else
                {
                    Adjacent(k, headX, headY, cos, sin, node.Width);
                }

                Rest(k, headX, headY, node.Width, head);
            });
        });
        return k.Build();
    }

    private static void Halves(KernelBuilder k, Variable x, Variable y, Variable cos, Variable sin, int half)
    {
        for (int at = 0; at < half; at += k.Lanes)
        {
            int place = at, count = Math.Min(k.Lanes, half - at);
            k.Together(() =>
            {
                Variable a = k.Let("a", Load(x + place)), b = k.Let("b", Load(x + (half + place)));
                Variable c = k.Let("c", Load(cos + place)), s = k.Let("s", Load(sin + place));
                k.Store(y + place, Fma(a, c, Zero - (b * s)), count);
                k.Store(y + (half + place), Fma(b, c, a * s), count);
            });
        }
    }

    /// <summary>The tables of this pairing hold each cosine twice, and each sine twice with the first negative.</summary>
    private static void Adjacent(KernelBuilder k, Variable x, Variable y, Variable cos, Variable sin, int width)
    {
        for (int at = 0; at < width; at += k.Lanes)
        {
            Variable a = k.Let("a", Load(x + at));
            k.Store(y + at, Fma(a, Load(cos + at), SwapPairs(a) * Load(sin + at)), Math.Min(k.Lanes, width - at));
        }
    }

    /// <summary>Places beyond the rotated ones stay as they are.</summary>
    private static void Rest(KernelBuilder k, Variable x, Variable y, int from, int to)
    {
        for (int at = from; at < to; at += k.Lanes)
        {
            k.Store(y + at, Load(x + at), Math.Min(k.Lanes, to - at));
        }
    }

    private static string Pairs(Pairing pairing) => pairing == Pairing.Halves ? "pairs (k, k + d/2)" : "pairs (2k, 2k + 1)";
}
