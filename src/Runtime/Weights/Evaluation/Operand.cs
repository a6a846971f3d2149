namespace Etch.Weights;

/// <summary>
/// A tensor that an expression describes: rectangles of it can be read, and views of it made, without the whole ever being in memory.
/// </summary>
internal abstract class Operand(long[] shape)
{
    /// <summary>The most elements that an operation holds beside its destination.</summary>
    protected const int PieceElements = 1 << 20;

    public long[] Shape { get; } = shape;

    /// <summary>The places that the runs name, one run behind the other, of one axis.</summary>
    public abstract Operand Select(int axis, ReadOnlySpan<Run> runs);

    /// <summary>A matrix with its axes exchanged.</summary>
    public abstract Operand Transpose();

    /// <summary>An axis and the next one as one axis.</summary>
    public abstract Operand Join(int axis);

    /// <summary>An axis of extent 1 left out.</summary>
    public abstract Operand Drop(int axis);

    /// <summary>A first axis of extent 1 put before the others.</summary>
    public abstract Operand Lead();

    /// <summary>Reads a block, which lies within <see cref="Shape"/> and is not empty.</summary>
    public abstract void Read(Block block);

    /// <summary>Reads a block into memory without gaps.</summary>
    public void ReadPacked(ReadOnlySpan<long> start, ReadOnlySpan<long> count, Span<float> destination)
    {
        Span<long> pitch = stackalloc long[count.Length];
        Block.RowMajor(count, pitch);
        Read(new Block(start, count, pitch, destination));
    }

    protected static long[] Without(long[] shape, int axis) => [.. shape[..axis], .. shape[(axis + 1)..]];
}
