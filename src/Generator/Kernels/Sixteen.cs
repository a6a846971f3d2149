using static Etch.Generator.Kernels.Vectors;

namespace Etch.Generator.Kernels;

/// <summary>
/// Reductions along a row by the law of sums: element j goes into partial j mod 16 by its position in the row, the tail is
/// blended with the identity, and the sixteen partials are folded by the tree j+8, j+4, j+2, j+1.
/// </summary>
internal static class Sixteen
{
    public const int Partials = 16;

    /// <summary>Sixteen partial sums over a row of known width, folded and spread to all lanes.</summary>
    /// <param name="term">From a vector of the row and the partial so far: the partial with it.</param>
    /// <param name="prepare">What is read before the term sees it (the difference from the mean); the tail is blended after it.</param>
    public static Variable Sum(KernelBuilder k, string name, Variable x, int width, Func<Expression, Expression> prepare, Func<Expression, Expression, Expression> term)
    {
        int vectors = Partials / k.Lanes, whole = width / Partials * Partials;
        List<Variable> partials = [];
        k.Together(() => partials.AddRange(Enumerable.Range(0, vectors).Select(p => k.Let($"{name}{p}", Zero))));
        if (whole > 0)
        {
            Variable walk = k.Let("walk", x);
            k.For("j", 0, whole, Partials, [new Walker(walk, Partials)], _ => k.Together(() =>
            {
                for (int p = 0; p < vectors; p++)
                {
                    k.Assign(partials[p], term(prepare(Load(walk + (p * k.Lanes))), partials[p]));
                }
            }));
        }

        Tail(k, partials, x + whole, width - whole, prepare, term);
        return k.Let(name, Splat(FoldSum(partials)));
    }

    private static void Tail(
        KernelBuilder k, List<Variable> partials, Expression x, int count, Func<Expression, Expression> prepare, Func<Expression, Expression, Expression> term)
    {
        for (int p = 0; p * k.Lanes < count; p++)
        {
            int left = count - (p * k.Lanes);
            Variable value = k.Let("tail", prepare(Load(x + (p * k.Lanes))));
            k.Assign(partials[p], term(left >= k.Lanes ? value : SelectFirst(left, value, Zero), partials[p]));
        }
    }
}
