namespace Etch.Weights;

/// <summary>
/// Rows of one view whose rows interleave in their tensor, read ahead in one pass over it and kept until others are asked for. Without it
/// each block of rows of a transposed matrix would cost a pass over the whole matrix.
/// </summary>
internal sealed class RowWindow(int maxElements)
{
    private float[] _buffer = [];
    private GatherOperand? _rows;
    private long _first;

    /// <summary>The view whose rows are here.</summary>
    public GatherOperand? Owner { get; private set; }

    /// <summary>Reads a block of a view, reading ahead what is not here.</summary>
    public void Read(GatherOperand view, Block block)
    {
        Span<long> start = stackalloc long[block.Rank], count = stackalloc long[block.Rank];
        for (long done = 0; done < block.Count[0];)
        {
            long row = block.Start[0] + done;
            GatherOperand rows = RowsFrom(view, row);
            long length = Math.Min(block.Count[0] - done, _first + rows.Shape[0] - row);
            Block part = block.Part(0, done, length, start, count);
            start[0] -= _first;
            rows.ReadDirectly(part);
            done += length;
        }
    }

    public static long RowElements(GatherOperand view) => view.Shape.Skip(1).Aggregate(1L, (product, extent) => product * extent);

    private GatherOperand RowsFrom(GatherOperand view, long row)
    {
        if (_rows is null || Owner != view || row < _first || row >= _first + _rows.Shape[0])
        {
            _rows = Fill(view, row);
        }
        return _rows;
    }

    private GatherOperand Fill(GatherOperand view, long row)
    {
        long width = RowElements(view), rows = Math.Min(view.Shape[0], maxElements / width);
        // If reading fails, what is in the buffer belongs to nobody.
        (Owner, _rows) = (null, null);
        _first = Math.Min(row, view.Shape[0] - rows);
        if (_buffer.LongLength < rows * width)
        {
            _buffer = GC.AllocateUninitializedArray<float>((int)(rows * width));
        }
        long[] start = new long[view.Shape.Length], count = [rows, .. view.Shape.AsSpan(1)], pitch = new long[view.Shape.Length];
        start[0] = _first;
        Block.RowMajor(count, pitch);
        view.ReadDirectly(new Block(start, count, pitch, _buffer));
        ReadOnlyMemory<float> filled = _buffer.AsMemory(0, (int)(rows * width));
        Owner = view;
        return GatherOperand.Whole(new MemorySource(() => filled), count);
    }
}
