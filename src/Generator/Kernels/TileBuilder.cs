using Etch.Generator.Graph;
using static Etch.Generator.Kernels.Vectors;

namespace Etch.Generator.Kernels;

/// <summary>The register tile: rows × vectors of accumulators over all of k, then the epilogue.</summary>
/// <param name="ups">Where the second of each pair waits for the first, for products of pairs.</param>
internal sealed class TileBuilder(KernelBuilder k, ProductNode node, ProductStrides strides, Epilogue epilogue, Variable? ups, int lanes)
{
    private readonly PanelLayout _layout = node.Layout!;

    /// <param name="panel">The panel's weights.</param>
    /// <param name="operands">Where the operands of the first row and column lie.</param>
    /// <param name="column">The first output column, for what lies along them (biases).</param>
    public void Emit(int rows, Variable panel, Expression x, Expression y, IReadOnlyList<Expression> operands, Expression column)
    {
        Variable[,] sums = Accumulators.Zero(k, rows, _layout.Columns / lanes);
        Chain(rows, panel, x, sums);
        Finish(rows, sums, y, operands, column);
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

    private void Finish(int rows, Variable[,] sums, Expression y, IReadOnlyList<Expression> operands, Expression column)
    {
        bool inLoop = epilogue.FirstLong < node.Operations.Count;
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
                    k.Store(y + ((r * strides.Y) + offset), inLoop ? epilogue.ApplyShort(sums[r, vector], addresses) : epilogue.Apply(sums[r, vector], addresses));
                    if (_layout.Paired)
                    {
                        k.Store(ups! + ((r * _layout.OutputColumns) + offset), epilogue.Up(sums[r, vector + 1]));
                    }
                }
            });
        }

        if (inLoop)
        {
            FinishInLoop(rows, y, operands);
        }
    }

    /// <summary>Long operations go over the stored tile again: it is still in the nearest cache, and they are spelled out once.</summary>
    private void FinishInLoop(int rows, Expression y, IReadOnlyList<Expression> operands)
    {
        Variable tileY = k.Let("tileY", y);
        Variable? up = ups is null ? null : k.Let("up", ups);
        List<Variable> walked = [.. operands.Select((operand, index) => k.Let($"tile{Names.Pascal(epilogue.Operands[index].Pointer.Name)}", operand))];
        void Columns() => k.For("j", 0, _layout.OutputColumns, lanes, j => k.Together(() =>
            k.Store(tileY + j, epilogue.ApplyLong(k.Let("v", Load(tileY + j)), up is null ? null : Load(up + j), [.. walked.Select(pointer => pointer + j)]))));
        if (rows == 1)
        {
            Columns();
            return;
        }

        List<Walker> walkers = [new(tileY, strides.Y), .. walked.Select((pointer, index) => new Walker(pointer, epilogue.Operands[index].Stride))];
        if (up is not null)
        {
            walkers.Add(new Walker(up, _layout.OutputColumns));
        }

        k.For("r", 0, rows, 1, walkers, _ => Columns());
    }
}
