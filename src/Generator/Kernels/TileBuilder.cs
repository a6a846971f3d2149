using Etch.Generator.Graph;
using static Etch.Generator.Kernels.Vectors;

namespace Etch.Generator.Kernels;

/// <summary>The register tile: rows × vectors of accumulators over all of k, then the epilogue.</summary>
internal sealed class TileBuilder(KernelBuilder k, ProductNode node, ProductStrides strides, Epilogue epilogue, int lanes)
{
    private readonly PanelLayout _layout = node.Layout!;

    /// <param name="operands">Where the operands of the first row and column lie.</param>
    /// <param name="column">The first output column, for what lies along them (biases).</param>
    public void Emit(int rows, IReadOnlyList<Expression> panels, Expression x, Expression y, IReadOnlyList<Expression> operands, Expression column)
    {
        int vectors = _layout.Columns / lanes;
        Variable[,] sums = Zeros(rows, panels.Count * vectors);
        Chain(rows, panels, vectors, x, sums);
        for (int panel = 0; panel < panels.Count; panel++)
        {
            Finish(rows, panel, vectors, sums, y, operands, column);
        }
    }

    private Variable[,] Zeros(int rows, int vectors)
    {
        Variable[,] sums = new Variable[rows, vectors];
        for (int r = 0; r < rows; r++)
        {
            int row = r;
            k.Together(() =>
            {
                for (int c = 0; c < vectors; c++)
                {
                    sums[row, c] = k.Let($"s{row}{c}", Zero);
                }
            });
        }

        return sums;
    }

    /// <summary>sum[r, c] = fma(x[r, k], w[k, c], sum[r, c]) for k in rising order; what unrolling leaves over follows the loop.</summary>
    private void Chain(int rows, IReadOnlyList<Expression> panels, int vectors, Expression x, Variable[,] sums)
    {
        int whole = node.Inner / node.Tile!.Unroll * node.Tile.Unroll;
        Variable walkX = k.Let("k", x + 0);
        List<Variable> walkW = [.. panels.Select((panel, index) => k.Let($"b{index}", panel + 0))];
        if (whole > 0)
        {
            List<Walker> walkers = [new(walkX, node.Tile.Unroll), .. walkW.Select(pointer => new Walker(pointer, node.Tile.Unroll * _layout.Columns))];
            k.For("i", 0, whole, node.Tile.Unroll, walkers, _ => Steps(node.Tile.Unroll, rows, vectors, walkX, walkW, sums));
        }

        Steps(node.Inner - whole, rows, vectors, walkX, walkW, sums);
    }

    private void Steps(int count, int rows, int vectors, Variable x, IReadOnlyList<Variable> panels, Variable[,] sums)
    {
        for (int step = 0; step < count; step++)
        {
            List<Variable> columns = [];
            int at = step;
            k.Together(() =>
            {
                for (int c = 0; c < panels.Count * vectors; c++)
                {
                    columns.Add(k.Let($"w{at}{c}", Load(panels[c / vectors] + ((at * _layout.Columns) + (c % vectors * lanes)))));
                }
            });
            for (int r = 0; r < rows; r++)
            {
                int row = r;
                k.Together(() =>
                {
                    Variable a = k.Let($"a{at}{row}", Broadcast(x + ((row * strides.X) + at)));
                    for (int c = 0; c < columns.Count; c++)
                    {
                        k.Assign(sums[row, c], Fma(a, columns[c], sums[row, c]));
                    }
                });
            }
        }
    }

    private void Finish(int rows, int panel, int vectors, Variable[,] sums, Expression y, IReadOnlyList<Expression> operands, Expression column)
    {
        bool inLoop = !_layout.Paired && epilogue.FirstLong < node.Operations.Count && rows > 1;
        int step = _layout.Paired ? 2 : 1;
        for (int c = 0; c < vectors; c += step)
        {
            int first = (panel * vectors) + c, offset = (panel * _layout.OutputColumns) + (c / step * lanes);
            k.Together(() => epilogue.LoadBiases(column + offset));
            for (int r = 0; r < rows; r++)
            {
                List<Expression> addresses = Addresses(operands, r, offset);
                Expression made = inLoop
                    ? epilogue.ApplyShort(sums[r, first], addresses)
                    : epilogue.Apply(sums[r, first], _layout.Paired ? sums[r, first + 1] : null, addresses);
                k.Store(y + ((r * strides.Y) + offset), made);
            }
        }

        if (inLoop)
        {
            FinishInLoop(rows, panel, vectors, y, operands);
        }
    }

    /// <summary>Long operations go over the stored tile again, a row at a time: it is still in the nearest cache, and the text stays short.</summary>
    private void FinishInLoop(int rows, int panel, int vectors, Expression y, IReadOnlyList<Expression> operands)
    {
        Variable tileY = k.Let("tileY", y + (panel * _layout.OutputColumns));
        List<Variable> walked = [.. operands.Select((operand, index) => k.Let($"tile{epilogue.Operands[index].Pointer.Name}", operand + (panel * _layout.OutputColumns)))];
        List<Walker> walkers = [new(tileY, strides.Y), .. walked.Select((pointer, index) => new Walker(pointer, epilogue.Operands[index].Stride))];
        k.For("r", 0, rows, 1, walkers, _ =>
        {
            for (int c = 0; c < vectors; c++)
            {
                int offset = c * lanes;
                Variable value = k.Let("v", Load(tileY + offset));
                k.Store(tileY + offset, epilogue.ApplyLong(value, [.. walked.Select(pointer => pointer + offset)]));
            }
        });
    }

    private List<Expression> Addresses(IReadOnlyList<Expression> operands, int row, int offset) =>
        [.. operands.Select((operand, index) => operand + ((row * epilogue.Operands[index].Stride) + offset))];
}
