using Etch.Generator.Graph;
using Etch.Generator.Spec;
using static Etch.Generator.Kernels.Vectors;

namespace Etch.Generator.Kernels;

/// <summary>
/// y = x · wᵀ, then the operations on the accumulators. One chain of fused multiply-adds over k for each output (the law of
/// sums): neither the tile, the unrolling nor the rows beside it touch the order. Of pairs, the first goes to y and the second to the
/// scratch of one unit of columns, where FinishKernel joins them.
/// </summary>
internal static class ProductKernel
{
    /// <param name="strides">Elements from row to row: of x, of y and of each operand, in order.</param>
    public static Kernel Lower(string name, ProductNode node, ProductStrides strides, int lanes)
    {
        Tile tile = node.Tile!;
        PanelLayout layout = node.Layout!;
        KernelBuilder k = new(name, Summary(node), lanes);
        Variable x = k.Parameter("x", Kind.Floats), w = k.Parameter("w", Kind.Floats);
        int biases = node.Biases.Any(bias => bias.Role.Length > 0) ? (layout.Paired ? 2 : 1) : 0;
        Epilogue epilogue = new(k, biases, node.ShortOperations, strides.Operands);
        Variable y = k.Parameter("y", Kind.Floats);
        Variable? ups = node.Paired ? k.Parameter("scratch", Kind.Floats) : null;
        Variable rows = k.Parameter("rows", Kind.Index);
        Variable from = k.Parameter("from", Kind.Index), to = k.Parameter("to", Kind.Index);
        int panelSize = node.Inner * layout.Columns;
        TileBuilder tiles = new(k, node, strides, epilogue, lanes);

        k.Note($"panels of {layout.Columns} columns; {tile.Rows} rows at a time, the last tile may run into rows that nobody reads");
        int perUnit = Passes.SplitWork.Unit / layout.OutputColumns, panels = ((node.Paired ? node.Outer / 2 : node.Outer) + layout.OutputColumns - 1) / layout.OutputColumns;
        Variable begin = k.Let("begin", from * perUnit), end = k.Let("end", Smaller(to * perUnit, panels));
        k.For("panel", begin, end, 1, panel =>
        {
            Variable panelWeights = k.Let("panelWeights", w + (panel * panelSize));
            Variable rowX = k.Let("rowX", x), rowY = k.Let("rowY", y + (panel * layout.OutputColumns));
            Expression column = panel * layout.OutputColumns;
            List<Walker> walkers = [new(rowX, strides.X * tile.Rows), new(rowY, strides.Y * tile.Rows)];
            List<Variable> operands = [.. epilogue.Operands.Select(operand => k.Let("row" + Names.Pascal(operand.Pointer.Name), operand.Pointer + column))];
            Variable? up = ups is null ? null : k.Let("up", ups + ((panel - begin) * layout.OutputColumns));
            if (up is not null)
            {
                walkers.Add(new Walker(up, Passes.SplitWork.Unit * tile.Rows));
            }

            walkers.AddRange(operands.Select((pointer, index) => new Walker(pointer, epilogue.Operands[index].Stride * tile.Rows)));
            k.For("row", 0, rows - 1, tile.Rows, walkers, _ => tiles.Emit(tile.Rows, panelWeights, rowX, rowY, operands, column, up));
        });

        k.Note("a single row");
        k.If(Same(rows % tile.Rows, 1), () =>
        {
            Expression last = rows - 1;
            Variable lastX = k.Let("lastX", x + (last * strides.X)), lastY = k.Let("lastY", y + (last * strides.Y));
            List<Variable> operands = [.. epilogue.Operands.Select(operand => k.Let("last" + Names.Pascal(operand.Pointer.Name), operand.Pointer + (last * operand.Stride)))];
            k.For("panel", begin, end, 1, panel =>
            {
                Variable column = k.Let("column", panel * layout.OutputColumns);
                Variable panelWeights = k.Let("panelWeights", w + (panel * panelSize));
                Expression? up = ups is null ? null : ups + ((last * Passes.SplitWork.Unit) + ((panel - begin) * layout.OutputColumns));
                tiles.Emit(1, panelWeights, lastX, lastY + column, [.. operands.Select(operand => operand + column)], column, up);
            });
        });
        return k.Build();
    }

    private static string Summary(ProductNode node)
    {
        string bias = node.Biases.Any(bias => bias.Role.Length > 0) ? " + bias" : "";
        return $"y = x · wᵀ{bias}{Names.Then(node.ShortOperations)}: (T × {node.Inner}) · ({node.Inner} × {node.Outer}).";
    }
}

/// <summary>Elements from row to row.</summary>
internal sealed record ProductStrides(int X, int Y, EquatableArray<int> Operands);
