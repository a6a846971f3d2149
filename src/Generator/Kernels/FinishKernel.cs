using Etch.Generator.Graph;
using Etch.Generator.Passes;
using static Etch.Generator.Kernels.Vectors;

namespace Etch.Generator.Kernels;

/// <summary>
/// The long operations of a product (activations and what follows them), over the columns that were just stored and are still in the
/// nearest cache. They stand in a kernel of their own because their constants would take the registers of the tile.
/// </summary>
internal static class FinishKernel
{
    /// <param name="strides">Elements from row to row of y, and of the operands of the long operations.</param>
    public static Kernel Lower(string name, ProductNode node, int strideY, IReadOnlyList<int> strides, int lanes)
    {
        KernelBuilder k = new(name, $"y = {string.Join(", ", node.LongOperations.Select(Name))}, over units of {SplitWork.Unit} columns.", lanes);
        Variable y = k.Parameter("y", Kind.Floats);
        Variable? ups = node.Paired ? k.Parameter("scratch", Kind.Floats) : null;
        Epilogue epilogue = new(k, 0, node.LongOperations, strides, "final");
        Variable rows = k.Parameter("rows", Kind.Index), from = k.Parameter("from", Kind.Index), to = k.Parameter("to", Kind.Index);

        Variable column = k.Let("column", from * SplitWork.Unit), width = k.Let("width", (to - from) * SplitWork.Unit);
        Variable rowY = k.Let("rowY", y + column);
        List<Walker> walkers = [new(rowY, strideY)];
        Variable? up = null;
        if (ups is not null)
        {
            up = k.Let("up", ups);
            walkers.Add(new Walker(up, SplitWork.Unit));
        }

        List<Variable> operands = [.. epilogue.Operands.Select(operand => k.Let($"row{Names.Pascal(operand.Pointer.Name)}", operand.Pointer + column))];
        walkers.AddRange(operands.Select((operand, index) => new Walker(operand, epilogue.Operands[index].Stride)));
        k.For("row", 0, rows, 1, walkers, _ => k.For("j", 0, width, lanes, j => k.Together(() =>
            k.Store(rowY + j, epilogue.Join(k.Let("v", Load(rowY + j)), up is null ? null : Load(up + j), [.. operands.Select(operand => operand + j)])))));
        return k.Build();
    }

    private static string Name(Operation operation) => operation is AddOperation ? "+ other" : operation is MultiplyOperation ? "⊙ other" : operation.ToString()!;
}
