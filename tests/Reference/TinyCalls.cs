using Etch.Generator.Passes;
using Etch.Generator.Spec;

namespace Etch.Reference;

/// <summary>Calls that show what a model means: ragged runs, past positions, several wanted rows, and one call that fills the bounds.</summary>
internal static class TinyCalls
{
    private const int Ids = 40;

    /// <summary>The results of a few calls, one after another.</summary>
    /// <param name="memory">Makes the memory of a call; null where each value has its own.</param>
    public static List<GraphResult> Run(GraphInterpreter interpreter, Form form, Func<ValueMemory>? memory = null)
    {
        SequenceCache first = new(), second = new();
        List<GraphResult> results = [interpreter.Run([Sequence(0, 7, first), Sequence(3, 1, second), Sequence(5, 4, new())], null, memory?.Invoke())];
        if (form == Form.LanguageModel)
        {
            results.Add(interpreter.Run([Sequence(9, 1, first), Sequence(2, 6, second)], [0, 3, 6], memory?.Invoke()));
            results.Add(interpreter.Run([Sequence(4, 1, first.Fork())], null, memory?.Invoke()));
        }

        return results;
    }

    /// <summary>As many rows, runs and wanted rows as the bounds allow.</summary>
    public static GraphResult Fill(GraphInterpreter interpreter, Bounds bounds, ValueMemory? memory = null)
    {
        int each = bounds.Rows / bounds.Runs;
        return interpreter.Run(
            [.. Enumerable.Range(0, bounds.Runs).Select(run => Sequence(run, each, new()))],
                [.. Enumerable.Range(0, bounds.Wanted).Select(row => row * each % bounds.Rows)], memory);
    }

    private static SequenceRun Sequence(int seed, int count, SequenceCache cache) =>
        new([.. Enumerable.Range(0, count).Select(place => ((seed * 13) + (place * 7)) % Ids)], cache,
            [.. Enumerable.Range(0, count).Select(place => (seed + place) % 2)]);
}

/// <summary>How far two results are apart.</summary>
internal static class ResultDistance
{
    /// <summary>The largest difference of any element, relative to the largest element of what it stands in; infinite where shapes or names differ, or a
    /// number is none.</summary>
    public static double Of(GraphResult expected, GraphResult actual) => new[]
    {
        Of(expected.Outputs, actual.Outputs, rows => rows),
        Of(expected.Hidden, actual.Hidden, rows => rows),
        Of(expected.Attention, actual.Attention, heads => heads.SelectMany(rows => rows)),
    }.Max();

    private static double Of<TKey, T>(IReadOnlyDictionary<TKey, T> expected, IReadOnlyDictionary<TKey, T> actual, Func<T, IEnumerable<double[]>> rows)
        where TKey : notnull =>
        !expected.Keys.ToHashSet().SetEquals(actual.Keys) ? double.PositiveInfinity
        : expected.Select(entry => Of([.. rows(entry.Value)], [.. rows(actual[entry.Key])])).DefaultIfEmpty(0).Max();

    private static double Of(double[][] expected, double[][] actual)
    {
        if (!expected.Select(row => row.Length).SequenceEqual(actual.Select(row => row.Length)))
        {
            return double.PositiveInfinity;
        }

        double largest = expected.SelectMany(row => row).Select(Math.Abs).DefaultIfEmpty(0).Max();
        double apart = expected.Zip(actual).SelectMany(rows => rows.First.Zip(rows.Second, (a, b) => Math.Abs(a - b)))
            .Select(difference => double.IsNaN(difference) ? double.PositiveInfinity : difference).DefaultIfEmpty(0).Max();
        return apart == 0 ? 0 : apart / largest;
    }
}
