using Etch.Generator.Graph;
using Etch.Generator.Spec;

namespace Etch.Generator.Passes;

/// <summary>
/// Gives every value its place in one arena, the same for all machines. Values whose lifetimes do not meet share memory; a residual, a
/// norm or a rotation is computed in place where its input dies; the carried value of a repeat keeps one place. Needs: fused nodes,
/// <see cref="Bounds"/>. Establishes: Place on every value that a kernel reads or writes.
/// </summary>
internal static class PlanMemory
{
    /// <summary>Rows behind the last one that a tile may compute without anybody reading them.</summary>
    public const int SpareRows = 16;

    public static ModelGraph Run(ModelGraph graph, Bounds bounds)
    {
        Lifetimes lifetimes = new(graph);
        Storage storage = new(graph, lifetimes);
        return graph with { Values = Places(graph, storage, bounds).ToEquatableArray() };
    }

    /// <summary>Elements from one row to the next: whole units of columns, so that a panel's store never leaves its row.</summary>
    public static int Stride(int width) => (width + SplitWork.Unit - 1) / SplitWork.Unit * SplitWork.Unit;

    /// <summary>The bytes of the arena.</summary>
    public static long Size(ModelGraph graph, Bounds bounds) => graph.Values
        .Where(value => value.Place is not null)
        .Select(value => value.Place!.Offset + (bounds.RowsOf(value.Type.Count) * value.Place.Stride * sizeof(float)))
        .DefaultIfEmpty(0)
        .Max();

    private static IEnumerable<Value> Places(ModelGraph graph, Storage storage, Bounds bounds)
    {
        Dictionary<int, long> offsets = Offsets(graph, storage, bounds);
        foreach (Value value in graph.Values)
        {
            if (!storage.Has(value.Id))
            {
                yield return value;
                continue;
            }

            (int root, int column) = storage.Find(value.Id);
            yield return value with { Place = new Place(offsets[root] + (column * sizeof(float)), Stride(graph[root].Type.Width)) };
        }
    }

    /// <summary>First fit: in the order of their first use, each storage takes the lowest gap that is free while it lives.</summary>
    private static Dictionary<int, long> Offsets(ModelGraph graph, Storage storage, Bounds bounds)
    {
        List<(long From, long To, Interval Life)> taken = [];
        Dictionary<int, long> offsets = [];
        foreach ((int root, Interval life) in storage.Roots().OrderBy(root => root.Life.First).ThenBy(root => root.Root))
        {
            long size = Align(bounds.RowsOf(graph[root].Type.Count) * Stride(graph[root].Type.Width) * sizeof(float));
            long offset = 0;
            foreach ((long from, long to, Interval other) in taken.OrderBy(range => range.From))
            {
                if (other.Meets(life) && offset < to && from < offset + size)
                {
                    offset = to;
                }
            }

            taken.Add((offset, offset + size, life));
            offsets[root] = offset;
        }

        return offsets;
    }

    private static long Align(long bytes) => (bytes + 63) / 64 * 64;
}

/// <summary>The most that each length can be.</summary>
internal sealed record Bounds(int Rows, int Runs, int Wanted)
{
    /// <summary>The rows that a value of so many rows needs, with those that a tile may run into.</summary>
    public long RowsOf(Dim count) => count.Evaluate(length => length switch
    {
        Length.Rows => Rows,
        Length.Runs => Runs,
        Length.Wanted => Wanted,
        _ => throw new InvalidOperationException("Scores are not kept in the arena."),
    }) + PlanMemory.SpareRows;
}

/// <summary>From the node that makes a value to the last one that reads it, by their number.</summary>
internal sealed record Interval(int First, int Last)
{
    public bool Meets(Interval other) => First <= other.Last && other.First <= Last;

    public Interval Join(Interval other) => new(Math.Min(First, other.First), Math.Max(Last, other.Last));
}
