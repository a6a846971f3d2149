using Etch.Generator.Graph;
using static Etch.Generator.Kernels.Vectors;

namespace Etch.Generator.Kernels;

/// <summary>scores[r, j] = q[r] · k[j] · scale, then the terms, into the scratch rows; panels that no row of the tile sees are skipped.</summary>
internal static class AttentionScores
{
    public static void Lower(KernelBuilder k, AttentionShape shape, AttentionParameters p, AttentionItem at, int rows, Expression from, Expression to)
    {
        int panelWidth = shape.Layout.Panel, perBlock = BlockLayout.Positions / panelWidth, vectors = panelWidth / k.Lanes;
        k.Note("scores = q · kᵀ, a panel of keys at a time");
        k.For("panel", from / panelWidth, (to + (panelWidth - 1)) / panelWidth, 1, panel =>
        {
            Variable key = k.Let("key", LoadBlock(at.Run + (panel / perBlock)) + (at.Keys + (panel % perBlock * (shape.Layout.KeyWidth * panelWidth))));
            Variable[,] sums = Accumulators.Zero(k, rows, vectors);
            Chain(k, shape, at, rows, vectors, key, sums);
            Variable score = k.Let("score", p.Scratch + (panel * panelWidth));
            Variable factor = k.Let("factor0", p.Factor);
            k.Together(() =>
            {
                for (int r = 0; r < rows; r++)
                {
                    for (int c = 0; c < vectors; c++)
                    {
                        int row = r;
                        Expression term = sums[row, c] * factor;
                        term = shape.Node.Terms.Aggregate(term, (value, next) => Term(k, p, at, next, value, row, (panel * panelWidth) + (c * k.Lanes)));
                        k.Store(score + ((row * shape.ScratchStride) + (c * k.Lanes)), term);
                    }
                }
            });
        });
    }

    private static void Chain(KernelBuilder k, AttentionShape shape, AttentionItem at, int rows, int vectors, Variable key, Variable[,] sums)
    {
        Variable query = k.Let("q", at.Query);
        k.For("e", 0, shape.Layout.KeyWidth, 1, [new Walker(query, 1), new Walker(key, shape.Layout.Panel)], _ =>
        {
            List<Variable> columns = [];
            k.Together(() => columns.AddRange(Enumerable.Range(0, vectors).Select(c => k.Let($"k{c}", Load(key + (c * k.Lanes))))));
            for (int r = 0; r < rows; r++)
            {
                int row = r;
                k.Together(() =>
                {
                    Variable a = k.Let($"a{row}", Broadcast(query + (row * shape.StrideQuery)));
                    for (int c = 0; c < vectors; c++)
                    {
                        k.Assign(sums[row, c], Fma(a, columns[c], sums[row, c]));
                    }
                });
            }
        });
    }

    private static Expression Term(KernelBuilder k, AttentionParameters p, AttentionItem at, ScoreTerm term, Expression score, int row, Expression key)
    {
        if (term is SoftCapTerm cap)
        {
            return Functions.SoftCap(k, cap.Cap, k.Let("capped", score));
        }

        AlibiTerm alibi = (AlibiTerm)term;
        Expression position = LoadInteger(p.Positions! + (at.First + Smaller(row, at.Count - 1)));
        Expression distance = Iota + Splat(ToFloat(key - position));
        Expression signed = alibi.Symmetric ? Zero - AndBits(distance, BitsOf(0x7fffffff)) : distance;
        return Fma(Broadcast(p.Slopes! + at.Head), signed, score);
    }
}
