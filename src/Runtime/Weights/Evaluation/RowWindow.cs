namespace Etch.Weights;

/// <summary>
/// Rows of one view whose rows interleave in their tensor, read ahead in one pass over it and kept until others are asked for. Without it
/// each block of rows of a transposed matrix would cost a pass over the whole matrix. One buffer serves all tensors of a source.
/// </summary>
internal sealed class RowWindow(int maxElements = RowWindow.DefaultElements)
{
    /// <summary>64 MB.</summary>
    public const int DefaultElements = 16 << 20;

    private readonly Lock _lock = new();
    private float[] _buffer = [];
    private GatherOperand? _owner;
    private GatherOperand? _rows;
    private long _first;

    /// <summary>True when at least one row of a view fits.</summary>
    public bool Serves(GatherOperand view) => RowElements(view) <= maxElements;

    /// <summary>Reads a block of a view, out of the window as far as its rows are there.</summary>
    public void Read(GatherOperand view, Block block)
    {
        Span<long> start = stackalloc long[block.Rank], count = stackalloc long[block.Rank];
        lock (_lock)
        {
            for (long done = 0; done < block.Count[0];)
            {
                long row = block.Start[0] + done;
                if (_owner != view || row < _first || row >= _first + _rows!.Shape[0])
                {
                    Fill(view, row);
                }
                long rows = Math.Min(block.Count[0] - done, _first + _rows!.Shape[0] - row);
                Block part = block.Part(0, done, rows, start, count);
                start[0] -= _first;
                _rows.ReadDirectly(part);
                done += rows;
            }
        }
    }

    /// <summary>Gives the buffer back.</summary>
    public void Clear()
    {
        lock (_lock)
        {
            (_buffer, _owner, _rows) = ([], null, null);
        }
    }

    private static long RowElements(GatherOperand view) => view.Shape.Skip(1).Aggregate(1L, (product, extent) => product * extent);

    private void Fill(GatherOperand view, long row)
    {
        long rows = Math.Min(view.Shape[0], maxElements / RowElements(view));
        _first = Math.Min(row, view.Shape[0] - rows);
        _owner = null;
        long[] start = new long[view.Shape.Length], count = [rows, .. view.Shape.AsSpan(1)], pitch = new long[view.Shape.Length];
        start[0] = _first;
        Block.RowMajor(count, pitch);
        long elements = rows * RowElements(view);
        if (_buffer.LongLength < elements)
        {
            _buffer = GC.AllocateUninitializedArray<float>((int)elements);
        }
        view.ReadDirectly(new Block(start, count, pitch, _buffer));
        ReadOnlyMemory<float> filled = _buffer.AsMemory(0, (int)elements);
        _rows = GatherOperand.Whole(new MemorySource(() => filled), count);
        _owner = view;
    }
}
