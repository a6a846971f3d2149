using static Etch.Generator.Kernels.Vectors;

namespace Etch.Generator.Kernels;

/// <summary>
/// y[r] = Σ p[r, j] · v[j] / sum[r], a chain over the positions that the row sees. Positions that all rows of the tile see are walked
/// together; what only some see, before and after, is added row by row, so that nothing hidden is ever multiplied in.
/// </summary>
internal static class AttentionMix
{
    public static void Lower(KernelBuilder k, AttentionShape shape, AttentionParameters p, AttentionItem at, IReadOnlyList<Expression> from, IReadOnlyList<Expression> to)
    {
        int whole = shape.Layout.ValueWidth / k.Lanes, rest = shape.Layout.ValueWidth % k.Lanes, most = shape.Node.Tile!.Vectors;
        k.Note("mixed = Σ p · v / sum, in rising order of positions");
        if (whole + (rest > 0 ? 1 : 0) <= most)
        {
            Chunk(k, shape, p, at, from, to, whole + (rest > 0 ? 1 : 0), 0, rest > 0 ? rest : k.Lanes);
            return;
        }

        int vectors = Enumerable.Range(1, most).Last(count => whole % count == 0);
        k.For("column", 0, whole * k.Lanes, vectors * k.Lanes, column => Chunk(k, shape, p, at, from, to, vectors, column, k.Lanes));
        if (rest > 0)
        {
            Chunk(k, shape, p, at, from, to, 1, whole * k.Lanes, rest);
        }
    }

    /// <param name="lastLanes">The lanes of the last vector that are columns of this head.</param>
    private static void Chunk(
        KernelBuilder k, AttentionShape shape, AttentionParameters p, AttentionItem at, IReadOnlyList<Expression> from, IReadOnlyList<Expression> to, int vectors, Expression column,
        int lastLanes)
    {
        int rows = from.Count;
        Variable[,] sums = Accumulators.Zero(k, rows, vectors);

        // Both ends of what a row sees rise with the row, so the last row's begin and the first row's end bound what all see.
        bool edgesBefore = rows > 1 && shape.Node.Visibility.Before > 0, edgesAfter = rows > 1 && shape.Node.Visibility.After >= 0;
        if (edgesBefore)
        {
            Edges(k, shape, p, at, sums, vectors, column, r => from[r], r => Smaller(from[rows - 1], to[r]), 0, rows - 1);
        }

        Common(k, shape, p, at, sums, vectors, column, from[rows - 1], to[0]);
        if (edgesAfter)
        {
            Edges(k, shape, p, at, sums, vectors, column, _ => Larger(from[rows - 1], to[0]), r => to[r], edgesBefore ? 0 : 1, rows);
        }

        Write(k, shape, p, at, sums, vectors, column, lastLanes);
    }

    private static void Common(
        KernelBuilder k, AttentionShape shape, AttentionParameters p, AttentionItem at, Variable[,] sums, int vectors, Expression column, Expression from, Expression to)
    {
        int rows = sums.GetLength(0), padded = shape.Layout.ValuePadded;
        k.For("b", from / BlockLayout.Positions, (to + (BlockLayout.Positions - 1)) / BlockLayout.Positions, 1, block =>
        {
            Variable begin = k.Let("begin", Larger(from, block * BlockLayout.Positions)), end = k.Let("end", Smaller(to, (block + 1) * BlockLayout.Positions));
            Variable weight = k.Let("weight", p.Scratch + begin);
            Variable value = k.Let("value", LoadBlock(at.Run + block) + (at.Values + (((begin - (block * BlockLayout.Positions)) * padded) + column)));
            k.For("j", begin, end, 1, [new Walker(weight, 1), new Walker(value, padded)], _ =>
            {
                List<Variable> columns = [];
                k.Together(() => columns.AddRange(Enumerable.Range(0, vectors).Select(c => k.Let($"v{c}", Load(value + (c * k.Lanes))))));
                for (int r = 0; r < rows; r++)
                {
                    int row = r;
                    k.Together(() =>
                    {
                        Variable a = k.Let($"a{row}", Broadcast(weight + (row * shape.ScratchStride)));
                        for (int c = 0; c < vectors; c++)
                        {
                            k.Assign(sums[row, c], Fma(a, columns[c], sums[row, c]));
                        }
                    });
                }
            });
        });
    }

    private static void Edges(
        KernelBuilder k, AttentionShape shape, AttentionParameters p, AttentionItem at, Variable[,] sums, int vectors, Expression column,
        Func<int, Expression> from, Func<int, Expression> to, int firstRow, int lastRow)
    {
        for (int r = firstRow; r < lastRow; r++)
        {
            int row = r;
            k.For("j", from(r), to(r), 1, j => k.Together(() =>
            {
                Variable value = k.Let("value", LoadBlock(at.Run + (j / BlockLayout.Positions)) + (at.Values + ((j % BlockLayout.Positions * shape.Layout.ValuePadded) + column)));
                Variable a = k.Let("a", Broadcast(p.Scratch + (j + (row * shape.ScratchStride))));
                for (int c = 0; c < vectors; c++)
                {
                    k.Assign(sums[row, c], Fma(a, Load(value + (c * k.Lanes)), sums[row, c]));
                }
            }));
        }
    }

    private static void Write(KernelBuilder k, AttentionShape shape, AttentionParameters p, AttentionItem at, Variable[,] sums, int vectors, Expression column, int lastLanes)
    {
        int rows = sums.GetLength(0);
        for (int r = 0; r < rows; r++)
        {
            int row = r;
            void Row() => k.Together(() =>
            {
                Variable sum = k.Let("sum", Broadcast(p.Scratch + ((row * shape.ScratchStride) + (shape.ScratchStride - 1))));
                for (int c = 0; c < vectors; c++)
                {
                    int count = c == vectors - 1 ? lastLanes : k.Lanes;
                    k.Store(at.Mixed + ((row * shape.StrideMixed) + (c * k.Lanes) + column), sums[row, c] / sum, count);
                }
            });

            if (row == 0)
            {
                Row();
            }
            else
            {
                k.If(Less(row, at.Count), Row);
            }
        }
    }
}
