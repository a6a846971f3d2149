using Etch.Generator.Graph;

namespace Etch.Reference;

/// <summary>New rows of one sequence.</summary>
/// <param name="Ids">The ids of the rows.</param>
/// <param name="Cache">What the sequence holds already; it grows by the rows. A fresh one for a sequence that begins, or that is read whole.</param>
/// <param name="Segments">The segments of the rows; all 0 where there are none.</param>
internal sealed record SequenceRun(int[] Ids, SequenceCache Cache, int[]? Segments = null);

/// <summary>The keys and values of a sequence, by layer and by the value that names the state.</summary>
internal sealed class SequenceCache
{
    private readonly Dictionary<(int Layer, int State), List<double[]>> _rows = [];

    /// <summary>Positions that a call has finished.</summary>
    public int Positions { get; private set; }

    public SequenceCache Fork()
    {
        SequenceCache fork = new() { Positions = Positions };
        foreach (((int Layer, int State) key, List<double[]> rows) in _rows)
        {
            fork._rows[key] = [.. rows];
        }

        return fork;
    }

    public void Append(int layer, int state, int position, double[] row)
    {
        if (!_rows.TryGetValue((layer, state), out List<double[]>? rows))
        {
            _rows[(layer, state)] = rows = [];
        }

        if (rows.Count != position)
        {
            throw new InvalidOperationException($"Position {position} is appended to state %{state} of layer {layer}, which holds {rows.Count}.");
        }

        rows.Add(row);
    }

    public double[] Row(int layer, int state, int position) => _rows[(layer, state)][position];

    public void Advance(int rows) => Positions += rows;
}

/// <summary>The rows of a call with all that the graph's inputs say of them.</summary>
internal sealed class GraphCall
{
    private readonly Dictionary<string, int[]> _inputs;

    public GraphCall(IReadOnlyList<SequenceRun> runs, IReadOnlyList<int>? wanted)
    {
        Runs = runs;
        RunOfRow = [.. runs.SelectMany((run, index) => Enumerable.Repeat(index, run.Ids.Length))];
        int[] ends = [.. runs.Select((_, index) => runs.Take(index + 1).Sum(run => run.Ids.Length))];
        _inputs = new Dictionary<string, int[]>
        {
            ["ids"] = [.. runs.SelectMany(run => run.Ids)],
            ["positions"] = [.. runs.SelectMany(run => Enumerable.Range(run.Cache.Positions, run.Ids.Length))],
            ["segments"] = [.. runs.SelectMany(run => run.Segments ?? new int[run.Ids.Length])],
            ["firsts"] = [.. runs.Select((run, index) => ends[index] - run.Ids.Length)],
            ["lasts"] = [.. ends.Select(end => end - 1)],
            ["wanted"] = [.. wanted ?? [.. ends.Select(end => end - 1)]],
        };
    }

    public IReadOnlyList<SequenceRun> Runs { get; }

    /// <summary>The run of each row.</summary>
    public int[] RunOfRow { get; }

    public int[] Positions => _inputs["positions"];

    public int[] Input(string role) => _inputs[role];

    /// <summary>The positions of a row's sequence: past and new.</summary>
    public int Keys(int row)
    {
        SequenceRun run = Runs[RunOfRow[row]];
        return run.Cache.Positions + run.Ids.Length;
    }

    public int Count(Dim count) => (int)count.Evaluate(length => length switch
    {
        Length.Rows => RunOfRow.Length,
        Length.Runs => Runs.Count,
        Length.Wanted => _inputs["wanted"].Length,
        _ => throw new InvalidOperationException("The keys of a row depend on its run."),
    });
}

/// <summary>What a call gave.</summary>
/// <param name="Outputs">By name: rows.</param>
/// <param name="Hidden">By number, as Taps count: 0 enters the first layer, the last one is what the head reads.</param>
/// <param name="Attention">By layer: heads × rows × keys of the row's sequence, 0 where a key is hidden.</param>
internal sealed record GraphResult(
    IReadOnlyDictionary<string, double[][]> Outputs, IReadOnlyDictionary<int, double[][]> Hidden, IReadOnlyDictionary<int, double[][][]> Attention);
