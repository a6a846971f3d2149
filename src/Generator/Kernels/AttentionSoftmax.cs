using static Etch.Generator.Kernels.Vectors;

namespace Etch.Generator.Kernels;

/// <summary>
/// The scratch rows become exp(score − maximum), and their sum stands behind each row. What a row does not see inside its first and last
/// sixteen becomes −∞ before, hence exact zero after.
/// </summary>
internal static class AttentionSoftmax
{
    public static void Lower(KernelBuilder k, AttentionShape shape, AttentionParameters p, AttentionItem at)
    {
        k.Note("softmax over what each row sees, not yet divided by its sum");
        Variable row = k.Let("row", p.Scratch);
        k.For("r", 0, at.Count, 1, [new Walker(row, shape.ScratchStride)], r =>
        {
            Variable from = k.Let("from", LoadInteger(p.Firsts + (at.First + r))), to = k.Let("to", LoadInteger(p.Lasts + (at.First + r)));
            Variable begin = k.Let("begin", from / Sixteen.Partials * Sixteen.Partials);
            Variable end = k.Let("end", (to + (Sixteen.Partials - 1)) / Sixteen.Partials * Sixteen.Partials);
            Expression hidden = Number(float.NegativeInfinity);
            k.For("j", begin, from, 1, j => k.StoreFloat(row + j, hidden));
            k.For("j", to, end, 1, j => k.StoreFloat(row + j, hidden));

            Variable maximum = Maximum(k, row, begin, end);
            Variable sum = Exponentiate(k, row, begin, end, maximum);
            k.StoreFloat(row + (shape.ScratchStride - 1), sum);
            Tap(k, p, at, row, r, begin, end, sum);
        });
    }

    private static Variable Maximum(KernelBuilder k, Variable row, Variable begin, Variable end)
    {
        List<Variable> partials = Partials(k, "m", Number(float.NegativeInfinity));
        k.For("j", begin, end, Sixteen.Partials, j => k.Together(() =>
        {
            for (int v = 0; v < partials.Count; v++)
            {
                Variable score = k.Let($"x{v}", Load(row + (j + (v * k.Lanes))));
                k.Assign(partials[v], Greater(score, partials[v]));
            }
        }));
        return k.Let("maximum", Splat(FoldMax(partials)));
    }

    /// <summary>The exponentials in one loop, their sixteen sums in another: the function is spelled out once, and the row is in the nearest cache.</summary>
    private static Variable Exponentiate(KernelBuilder k, Variable row, Variable begin, Variable end, Variable maximum)
    {
        k.For("j", begin, end, k.Lanes, j => k.Together(() => k.Store(row + j, Exponentials.NonPositive(k, k.Let("x", Load(row + j) - maximum)))));
        List<Variable> partials = Partials(k, "t", Zero);
        k.For("j", begin, end, Sixteen.Partials, j => k.Together(() =>
        {
            for (int v = 0; v < partials.Count; v++)
            {
                k.Assign(partials[v], partials[v] + Load(row + (j + (v * k.Lanes))));
            }
        }));
        return k.Let("sum", FoldSum(partials));
    }

    private static List<Variable> Partials(KernelBuilder k, string name, Expression identity)
    {
        List<Variable> partials = [];
        k.Together(() => partials.AddRange(Enumerable.Range(0, Sixteen.Partials / k.Lanes).Select(v => k.Let($"{name}{v}", identity))));
        return partials;
    }

    /// <summary>A copy of the probabilities for who asked; one test a row, and never another bit in the result.</summary>
    private static void Tap(KernelBuilder k, AttentionParameters p, AttentionItem at, Variable row, Expression r, Variable begin, Variable end, Variable sum) =>
        k.If(IsSet(p.Tap), () =>
        {
            Variable tapped = k.Let("tapped", p.Tap + (((at.Head * p.TapRows) + (at.First + r)) * p.TapKeys));
            k.For("j", begin, end, k.Lanes, j => k.Store(tapped + j, Load(row + j) / Splat(sum)));
        });
}
