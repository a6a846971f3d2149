namespace Etch.Weights;

/// <summary>
/// How far into a tensor each place of an axis leads: a distance for regular axes, a table for the others. Every slice, permutation of
/// rows and exchange of axes is such a map for each axis, and an element's place in the tensor is the sum over its axes.
/// </summary>
internal sealed class AxisMap
{
    private readonly long _first;
    private readonly long[]? _table;

    private AxisMap(long first, long stride, long count, long[]? table)
    {
        _first = first;
        _table = table;
        Stride = stride;
        Count = count;
    }

    public long Count { get; }

    /// <summary>The distance from one place to the next; 0 in a table.</summary>
    public long Stride { get; }

    public bool IsTable => _table is not null;

    public static AxisMap Regular(long stride, long count) => new(0, stride, count, null);

    public long At(long place) => _table is null ? _first + (place * Stride) : _table[place];

    /// <summary>The lowest and the highest element of a range of places.</summary>
    public (long Low, long High) Bounds(long start, long count)
    {
        long low = At(start), high = At(start + count - 1);
        if (_table is null)
        {
            return (low, high);
        }
        foreach (long element in _table.AsSpan((int)start, (int)count))
        {
            low = Math.Min(low, element);
            high = Math.Max(high, element);
        }
        return (low, high);
    }

    /// <summary>The least distance between neighbours, or <see cref="long.MaxValue"/> for a single place.</summary>
    public long LeastGap()
    {
        if (_table is null)
        {
            return Count > 1 ? Stride : long.MaxValue;
        }
        long least = long.MaxValue;
        for (int place = 1; place < _table.Length; place++)
        {
            least = Math.Min(least, Math.Abs(_table[place] - _table[place - 1]));
        }
        return least;
    }

    public AxisMap Select(ReadOnlySpan<Run> runs)
    {
        if (_table is null && runs.Length == 1)
        {
            return new AxisMap(At(runs[0].Start), Stride * runs[0].Step, runs[0].Count, null);
        }
        var elements = new List<long>();
        foreach (Run run in runs)
        {
            for (long place = 0; place < run.Count; place++)
            {
                elements.Add(At(run.Start + (place * run.Step)));
            }
        }
        return Table(elements.ToArray());
    }

    /// <summary>This axis and the next one inside it as one axis.</summary>
    public AxisMap Join(AxisMap inner)
    {
        bool regular = _table is null && inner._table is null;
        if (regular && (Count == 1 || Stride == inner.Stride * inner.Count))
        {
            return new AxisMap(_first + inner._first, inner.Stride, Count * inner.Count, null);
        }
        var elements = new long[Count * inner.Count];
        for (long place = 0; place < elements.Length; place++)
        {
            elements[place] = At(place / inner.Count) + inner.At(place % inner.Count);
        }
        return Table(elements);
    }

    private static AxisMap Table(long[] elements) => new(0, 0, elements.Length, elements);
}
