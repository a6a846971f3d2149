using System.Buffers;

namespace Etch.Weights;

/// <summary>A view of one tensor: an element's place in it is the sum of what the axes say.</summary>
internal sealed class GatherOperand : Operand
{
    /// <summary>Elements that lie so close are read together, since a read of its own costs more than reading what is between them.</summary>
    private const long NearElements = 1 << 14;

    /// <summary>The most elements read for each that is wanted.</summary>
    private const long MaxWaste = 8;

    private readonly ElementSource _source;
    private readonly AxisMap[] _axes;
    private readonly long _origin;

    public GatherOperand(ElementSource source, AxisMap[] axes, long origin = 0) : base(Array.ConvertAll(axes, axis => axis.Count))
    {
        _source = source;
        _axes = axes;
        _origin = origin;
        RowsInterleave = axes.Length > 1 && axes[0].LeastGap() < RowSpan();
    }

    /// <summary>
    /// Rows of the view lie between one another in the tensor, as those of a transposed matrix do: a few rows are spread over all of it.
    /// </summary>
    public bool RowsInterleave { get; }

    /// <summary>A whole tensor, its last axis contiguous.</summary>
    public static GatherOperand Whole(ElementSource source, ReadOnlySpan<long> shape)
    {
        Span<long> pitch = stackalloc long[shape.Length];
        Block.RowMajor(shape, pitch);
        var axes = new AxisMap[shape.Length];
        for (int axis = 0; axis < axes.Length; axis++)
        {
            axes[axis] = AxisMap.Regular(pitch[axis], shape[axis]);
        }
        return new GatherOperand(source, axes);
    }

    public override Operand Select(int axis, ReadOnlySpan<Run> runs)
    {
        var axes = (AxisMap[])_axes.Clone();
        axes[axis] = axes[axis].Select(runs);
        return new GatherOperand(_source, axes, _origin);
    }

    public override Operand Transpose() => new GatherOperand(_source, [_axes[1], _axes[0]], _origin);

    public override Operand Join(int axis) =>
        new GatherOperand(_source, [.. _axes[..axis], _axes[axis].Join(_axes[axis + 1]), .. _axes[(axis + 2)..]], _origin);

    public override Operand Drop(int axis) =>
        new GatherOperand(_source, [.. _axes[..axis], .. _axes[(axis + 1)..]], _origin + _axes[axis].At(0));

    public override Operand Lead() => new GatherOperand(_source, [AxisMap.Regular(0, 1), .. _axes], _origin);

    public override void Read(Block block)
    {
        if (RowsInterleave && _source.Windows is { } windows && windows.Serve(this))
        {
            windows.Read(this, block);
        }
        else
        {
            ReadDirectly(block);
        }
    }

    /// <summary>Reads a block from its tensor: at once if its elements lie close together there, else half by half.</summary>
    public void ReadDirectly(Block block)
    {
        (long low, long high) = Bounds(block);
        long span = high - low + 1, elements = block.Elements;
        if (span == elements && block.IsRowMajor && IsRowMajor(block.Count))
        {
            _source.Read(low, block.Destination[..(int)elements]);
        }
        else if (_source.Memory is { IsEmpty: false } memory)
        {
            Gather(memory.Span, 0, 0, _origin, block, 0);
        }
        else if (span <= PieceElements && (span <= NearElements || span / elements < MaxWaste))
        {
            GatherPiece(low, (int)span, block);
        }
        else
        {
            ReadHalves(block);
        }
    }

    private void ReadHalves(Block block)
    {
        Span<long> start = stackalloc long[block.Rank], count = stackalloc long[block.Rank];
        int axis = WidestAxis(block);
        long half = block.Count[axis] / 2;
        ReadDirectly(block.Part(axis, 0, half, start, count));
        ReadDirectly(block.Part(axis, half, block.Count[axis] - half, start, count));
    }

    private void GatherPiece(long low, int span, Block block)
    {
        float[] piece = ArrayPool<float>.Shared.Rent(span);
        try
        {
            _source.Read(low, piece.AsSpan(0, span));
            Gather(piece, low, 0, _origin, block, 0);
        }
        finally
        {
            ArrayPool<float>.Shared.Return(piece);
        }
    }

    private void Gather(ReadOnlySpan<float> elements, long low, int axis, long place, Block block, long to)
    {
        if (axis == _axes.Length)
        {
            block.Destination[(int)to] = elements[(int)(place - low)];
            return;
        }
        AxisMap map = _axes[axis];
        long start = block.Start[axis], count = block.Count[axis];
        if (axis < _axes.Length - 1)
        {
            for (long index = 0; index < count; index++)
            {
                Gather(elements, low, axis + 1, place + map.At(start + index), block, to + (index * block.Pitch[axis]));
            }
            return;
        }
        GatherRow(elements, place - low, map, start, block.Destination.Slice((int)to, (int)count));
    }

    private static void GatherRow(ReadOnlySpan<float> elements, long place, AxisMap map, long start, Span<float> row)
    {
        if (map.Stride == 1)
        {
            elements.Slice((int)(place + map.At(start)), row.Length).CopyTo(row);
            return;
        }
        for (int index = 0; index < row.Length; index++)
        {
            row[index] = elements[(int)(place + map.At(start + index))];
        }
    }

    private (long Low, long High) Bounds(Block block)
    {
        (long low, long high) = (_origin, _origin);
        for (int axis = 0; axis < _axes.Length; axis++)
        {
            (long least, long most) = _axes[axis].Bounds(block.Start[axis], block.Count[axis]);
            low += least;
            high += most;
        }
        return (low, high);
    }

    private bool IsRowMajor(ReadOnlySpan<long> count)
    {
        long expected = 1;
        for (int axis = _axes.Length - 1; axis >= 0; axis--)
        {
            if (count[axis] > 1 && (_axes[axis].IsTable || _axes[axis].Stride != expected))
            {
                return false;
            }
            expected *= count[axis];
        }
        return true;
    }

    /// <summary>The axis that spreads the block most, and can be halved.</summary>
    private int WidestAxis(Block block)
    {
        int widest = -1;
        long most = -1;
        for (int axis = 0; axis < _axes.Length; axis++)
        {
            (long low, long high) = _axes[axis].Bounds(block.Start[axis], block.Count[axis]);
            if (block.Count[axis] > 1 && high - low > most)
            {
                (widest, most) = (axis, high - low);
            }
        }
        return widest;
    }

    private long RowSpan()
    {
        long span = 1;
        foreach (AxisMap axis in _axes.AsSpan(1))
        {
            (long low, long high) = axis.Count == 0 ? (0, 0) : axis.Bounds(0, axis.Count);
            span += high - low;
        }
        return span;
    }
}
