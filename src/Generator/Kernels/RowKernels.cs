using Etch.Generator.Graph;
using static Etch.Generator.Kernels.Vectors;

namespace Etch.Generator.Kernels;

/// <summary>Rows from rows: embeddings, tables, chosen rows; and operations on each element of a row.</summary>
internal static class RowKernels
{
    /// <summary>y[r] = operations(table[index[r] + offset]).</summary>
    /// <param name="strideTable">Elements from row to row of the table, where rows lie one after another.</param>
    public static Kernel Gather(string name, GatherNode node, int width, int strideTable, int strideY, IReadOnlyList<int> operandStrides, int lanes)
    {
        KernelBuilder k = new(name, $"y[r] = table[index[r]{(node.Offset == 0 ? "" : $" + {node.Offset}")}]: rows of {width}.", lanes);
        Variable table = k.Parameter("table", Kind.Floats), index = k.Parameter("index", Kind.Integers);
        Epilogue epilogue = new(k, 0, node.Operations, operandStrides);
        Variable y = k.Parameter("y", Kind.Floats), from = k.Parameter("from", Kind.Index), to = k.Parameter("to", Kind.Index);
        k.For("row", from, to, 1, row =>
        {
            Variable id = k.Let("id", LoadInteger(index + row) + node.Offset);
            Variable rowY = k.Let("rowY", y + (row * strideY));
            if (node.Layout is { } layout)
            {
                k.Note($"a row of the table is a column of the head's panels of {layout.Columns}");
                Variable column = k.Let("column", table + ((id / layout.Columns * (width * layout.Columns)) + (id % layout.Columns)));
                k.For("j", 0, width, 1, [new Walker(column, layout.Columns)], j => k.StoreFloat(rowY + j, LoadFloat(column)));
                Elements(k, epilogue, node.Operations.Count, rowY, rowY, row, width);
            }
            else
            {
                Variable source = k.Let("source", table + (id * strideTable));
                Elements(k, epilogue, 1, source, rowY, row, width);
            }
        });
        return k.Build();
    }

    /// <summary>y = operations(x), element by element.</summary>
    public static Kernel Map(string name, MapNode node, int strideX, int strideY, IReadOnlyList<int> operandStrides, int lanes)
    {
        KernelBuilder k = new(name, $"y = x{Names.Then(node.Operations)}: rows of {node.Input.Width}.", lanes);
        Variable x = k.Parameter("x", Kind.Floats);
        Epilogue epilogue = new(k, 0, node.Operations, operandStrides);
        Variable y = k.Parameter("y", Kind.Floats), from = k.Parameter("from", Kind.Index), to = k.Parameter("to", Kind.Index);
        k.For("row", from, to, 1, row =>
            Elements(k, epilogue, 1, k.Let("rowX", x + (row * strideX)), k.Let("rowY", y + (row * strideY)), row, node.Input.Width));
        return k.Build();
    }

    private static void Elements(KernelBuilder k, Epilogue epilogue, int operations, Variable x, Variable y, Expression row, int width)
    {
        if (operations == 0)
        {
            return;
        }

        List<Variable> rows = [.. epilogue.Operands.Select(operand => k.Let($"row{operand.Pointer.Name}", operand.Pointer + (row * operand.Stride)))];
        void Element(Expression j, int count)
        {
            epilogue.LoadBiases(j);
            k.Store(y + j, epilogue.Apply(k.Let("v", Load(x + j)), [.. rows.Select(operand => operand + j)]), count);
        }

        int whole = width / k.Lanes * k.Lanes;
        k.For("j", 0, whole, k.Lanes, j => Element(j, k.Lanes));
        if (width > whole)
        {
            Element(whole, width - whole);
        }
    }
}
