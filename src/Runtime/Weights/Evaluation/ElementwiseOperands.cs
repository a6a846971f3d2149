using System.Buffers;

namespace Etch.Weights;

/// <summary>The same for each element: a view of the result is the result of views.</summary>
internal abstract class ElementwiseOperand(long[] shape) : Operand(shape)
{
    public override Operand Select(int axis, ReadOnlySpan<Run> runs)
    {
        Run[] kept = runs.ToArray();
        return Map(operand => operand.Select(axis, kept));
    }

    public override Operand Transpose() => Map(operand => operand.Transpose());

    public override Operand Join(int axis) => Map(operand => operand.Join(axis));

    public override Operand Drop(int axis) => Map(operand => operand.Drop(axis));

    public override Operand Lead() => Map(operand => operand.Lead());

    /// <summary>The operation on views of its operands.</summary>
    protected abstract Operand Map(Func<Operand, Operand> view);
}

/// <summary>An operation of each element with a number.</summary>
internal sealed class ScalarOperand(Operand source, ScalarOperation operation, float value) : ElementwiseOperand(source.Shape)
{
    public override void Read(Block block)
    {
        source.Read(block);
        for (long row = 0; row < block.Rows; row++)
        {
            Apply(block.Row(row));
        }
    }

    protected override Operand Map(Func<Operand, Operand> view) => new ScalarOperand(view(source), operation, value);

    public static float Apply(float element, ScalarOperation operation, float value) => operation switch
    {
        ScalarOperation.Add => element + value,
        ScalarOperation.Multiply => element * value,
        _ => element / value,
    };

    private void Apply(Span<float> row)
    {
        foreach (ref float element in row)
        {
            element = Apply(element, operation, value);
        }
    }
}

/// <summary>Two tensors of one shape, added or multiplied element by element.</summary>
internal sealed class PairOperand(Operand left, Operand right, ScalarOperation operation) : ElementwiseOperand(left.Shape)
{
    public override void Read(Block block)
    {
        left.Read(block);
        Combine(block);
    }

    protected override Operand Map(Func<Operand, Operand> view) => new PairOperand(view(left), view(right), operation);

    private void Combine(Block block)
    {
        if (block.Elements > PieceElements)
        {
            CombineHalves(block);
            return;
        }
        float[] others = ArrayPool<float>.Shared.Rent((int)block.Elements);
        try
        {
            right.ReadPacked(block.Start, block.Count, others);
            Combine(block, others);
        }
        finally
        {
            ArrayPool<float>.Shared.Return(others);
        }
    }

    private void CombineHalves(Block block)
    {
        Span<long> start = stackalloc long[block.Rank], count = stackalloc long[block.Rank];
        int axis = block.LongestAxis();
        long half = block.Count[axis] / 2;
        Combine(block.Part(axis, 0, half, start, count));
        Combine(block.Part(axis, half, block.Count[axis] - half, start, count));
    }

    private void Combine(Block block, ReadOnlySpan<float> others)
    {
        for (long row = 0; row < block.Rows; row++)
        {
            Span<float> elements = block.Row(row);
            for (int index = 0; index < elements.Length; index++)
            {
                elements[index] = ScalarOperand.Apply(elements[index], operation, others[index]);
            }
            others = others[elements.Length..];
        }
    }
}

/// <summary>One number everywhere.</summary>
internal sealed class ConstantOperand(long[] shape, float value) : Operand(shape)
{
    public override Operand Select(int axis, ReadOnlySpan<Run> runs) => throw Folded();

    public override Operand Transpose() => throw Folded();

    public override Operand Join(int axis) => throw Folded();

    public override Operand Drop(int axis) => throw Folded();

    public override Operand Lead() => throw Folded();

    public override void Read(Block block)
    {
        for (long row = 0; row < block.Rows; row++)
        {
            block.Row(row).Fill(value);
        }
    }

    private static InvalidOperationException Folded() => new("A number has no axes: operations on it are folded before.");
}
