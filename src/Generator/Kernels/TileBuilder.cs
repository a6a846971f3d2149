using Etch.Generator.Graph;
using static Etch.Generator.Kernels.Vectors;

namespace Etch.Generator.Kernels;

/// <summary>The register tile: rows × vectors of accumulators over all of k, then the epilogue.</summary>
internal sealed class TileBuilder(KernelBuilder k, ProductNode node, ProductStrides strides, Epilogue epilogue, int lanes)
{
    private readonly PanelLayout _layout = node.Layout!;

    /// <param name="panel">The panel's weights.</param>
    /// <param name="operands">Where the operands of the first row and column lie.</param>
    /// <param name="column">The first output column, for what lies along them (biases).</param>
    /// <param name="up">Where the second of each pair waits for the first, for products of pairs.</param>
    public void Emit(int rows, Variable panel, Expression x, Expression y, IReadOnlyList<Expression> operands, Expression column, Expression? up)
    {
        Variable[,] sums = Accumulators.Zero(k, rows, _layout.Columns / lanes);
        Chain(rows, panel, x, sums);
        Finish(rows, sums, y, operands, column, up);
    }

    /// <summary>sum[r, c] = fma(x[r, k], w[k, c], sum[r, c]) for k in rising order; what unrolling leaves over follows the loop.</summary>
    private void Chain(int rows, Variable panel, Expression x, Variable[,] sums)
    {
        int unroll = node.Tile!.Unroll, whole = node.Inner / unroll * unroll;
        Variable walkX = k.Let("k", x), walkW = k.Let("b", panel);
        if (whole > 0)
        {
            k.For("i", 0, whole, unroll, [new Walker(walkX, unroll), new Walker(walkW, unroll * _layout.Columns)], _ => Steps(unroll, rows, walkX, walkW, sums));
        }

        Steps(node.Inner - whole, rows, walkX, walkW, sums);
    }

    private void Steps(int count, int rows, Variable x, Variable panel, Variable[,] sums)
    {
        for (int step = 0; step < count; step++)
        {
            Step(rows, x + step, panel + (step * _layout.Columns), step, sums);
        }
    }

    private void Step(int rows, Expression x, Expression panel, int step, Variable[,] sums)
    {
        List<Variable> columns = [];
        k.Together(() => columns.AddRange(Enumerable.Range(0, sums.GetLength(1)).Select(c => k.Let($"b{step}{c}", Load(panel + (c * lanes))))));
        if (rows > 1)
        {
            k.Together(() => PrefetchNext(panel));
        }

        for (int r = 0; r < rows; r++)
        {
            int row = r;
            k.Together(() =>
            {
                Variable a = k.Let($"a{step}{row}", Broadcast(x + (row * strides.X)));
                for (int c = 0; c < columns.Count; c++)
                {
                    k.Assign(sums[row, c], Fma(a, columns[c], sums[row, c]));
                }
            });
        }
    }

    /// <summary>The same lines of the next panel, which lies behind this one: they come while these are multiplied.</summary>
    private void PrefetchNext(Expression panel)
    {
        const int line = 16;
        for (int at = 0; at < _layout.Columns; at += line)
        {
            k.Prefetch(panel + ((node.Inner * _layout.Columns) + at));
        }
    }

    private void Finish(int rows, Variable[,] sums, Expression y, IReadOnlyList<Expression> operands, Expression column, Expression? up)
    {
        int step = _layout.Paired ? 2 : 1;
        for (int c = 0; c < sums.GetLength(1); c += step)
        {
            int vector = c, offset = c / step * lanes;
            k.Together(() => epilogue.LoadBiases(column + offset));
            k.Together(() =>
            {
                for (int r = 0; r < rows; r++)
                {
                    List<Expression> addresses = [.. operands.Select((operand, index) => operand + ((r * epilogue.Operands[index].Stride) + offset))];
                    k.Store(y + ((r * strides.Y) + offset), epilogue.Apply(sums[r, vector], addresses));
                    if (up is not null)
                    {
                        k.Store(up + ((r * Passes.SplitWork.Unit) + offset), epilogue.Up(sums[r, vector + 1]));
                    }
                }
            });
        }
    }
}
