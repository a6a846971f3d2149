using Etch.Generator.Graph;

namespace Etch.Reference;

/// <summary>Attention, as four nodes and as one: each row of scores goes through the same three functions.</summary>
internal sealed class AttentionEvaluator(GraphPass pass)
{
    private readonly Dictionary<int, double[][][]> _scores = [];

    /// <summary>Probabilities by layer: heads × rows × keys.</summary>
    public Dictionary<int, double[][][]> Probabilities { get; } = [];

    public void Append(AppendNode node)
    {
        int[] positions = pass.Input(node.Positions);
        for (int row = 0; row < positions.Length; row++)
        {
            double[] kept = pass.Memory.Read(node.Input.Value, row, node.Input.From, node.State.Heads * node.State.Width).ToArray();
            pass.Call.Runs[pass.Call.RunOfRow[row]].Cache.Append(pass.Layer, node.Output, positions[row], kept);
        }
    }

    public void Scores(ScoresNode node) => _scores[node.Output] = Each(node.Heads, (head, row) =>
        Scores(node.Query, node.Keys, node.State, node.Heads, node.Scale, head, row));

    public void Term(TermNode node) => _scores[node.Output] = Each(node.Scores, (head, row, scores) => Term(node.Term, scores, head, row));

    public void Softmax(SoftmaxNode node)
    {
        _scores[node.Output] = Each(node.Scores, (_, row, scores) => Softmax(node.Visibility, scores, row));
        Probabilities[pass.Layer] = _scores[node.Output];
    }

    public void Mix(MixNode node)
    {
        pass.Make(node.Output);
        foreach (int row in pass.Places(pass.Call.RunOfRow.Length))
        {
            foreach (int head in pass.Places(node.Heads))
            {
                Mix(node.Output, node.Values, node.State, node.Heads, _scores[node.Probabilities][head][row], head, row);
            }
        }
    }

    public void Attention(AttentionNode node)
    {
        int rows = pass.Call.RunOfRow.Length;
        double[][][] probabilities = [.. Enumerable.Range(0, node.Heads).Select(_ => new double[rows][])];
        pass.Make(node.Output);
        foreach (int row in pass.Places(rows))
        {
            foreach (int head in pass.Places(node.Heads))
            {
                double[] scores = Scores(node.Query, node.Keys, node.KeyState, node.Heads, node.Scale, head, row);
                scores = node.Terms.Aggregate(scores, (current, term) => Term(term, current, head, row));
                probabilities[head][row] = Softmax(node.Visibility, scores, row);
                Mix(node.Output, node.Values, node.ValueState, node.Heads, probabilities[head][row], head, row);
            }
        }

        Probabilities[pass.Layer] = probabilities;
    }

    private double[] Scores(Columns query, int keys, State state, int heads, Scalar scale, int head, int row)
    {
        double[] q = pass.Memory.Read(query.Value, row, query.From + (head * state.Width), state.Width).ToArray();
        SequenceCache cache = pass.Call.Runs[pass.Call.RunOfRow[row]].Cache;
        int start = head / (heads / state.Heads) * state.Width;
        return [.. Enumerable.Range(0, pass.Call.Keys(row)).Select(key =>
        {
            double[] k = cache.Row(pass.Layer, keys, key);
            return q.Select((element, place) => element * k[start + place]).Sum() * scale[pass.Layer];
        })];
    }

    private double[] Term(ScoreTerm term, double[] scores, int head, int row)
    {
        switch (term)
        {
            case SoftCapTerm cap:
                return [.. scores.Select(score => ReferenceFunctions.SoftCap(cap.Cap, score))];
            case AlibiTerm alibi:
                double slope = pass.Parameters.Table(alibi.Slopes)[head];
                int position = pass.Call.Positions[row];
                return [.. scores.Select((score, key) => score + (slope * (alibi.Symmetric ? -Math.Abs(key - position) : key - position)))];
            default:
                throw new NotSupportedException($"No meaning for {term}.");
        }
    }

    private double[] Softmax(Visibility visibility, double[] scores, int row)
    {
        int position = pass.Call.Positions[row];
        int from = visibility.Before == 0 ? 0 : Math.Max(0, position - visibility.Before + 1);
        int to = visibility.After < 0 ? scores.Length : Math.Min(scores.Length, position + visibility.After + 1);
        double maximum = scores[from..to].Max();
        double[] seen = [.. scores.Select((score, key) => key >= from && key < to ? Math.Exp(score - maximum) : 0)];
        double sum = seen.Sum();
        return [.. seen.Select(exponential => exponential / sum)];
    }

    private void Mix(int output, int values, State state, int heads, double[] probabilities, int head, int row)
    {
        SequenceCache cache = pass.Call.Runs[pass.Call.RunOfRow[row]].Cache;
        int start = head / (heads / state.Heads) * state.Width;
        double[] mixed = new double[state.Width];
        for (int key = 0; key < probabilities.Length; key++)
        {
            double probability = probabilities[key];
            ReadOnlySpan<double> v = cache.Row(pass.Layer, values, key).AsSpan(start, state.Width);
            for (int place = 0; place < mixed.Length && probability != 0; place++)
            {
                mixed[place] += probability * v[place];
            }
        }

        foreach (int place in pass.Places(mixed.Length))
        {
            pass.Memory.Write(output, row, (head * state.Width) + place, mixed[place]);
        }
    }

    private double[][][] Each(int heads, Func<int, int, double[]> score) =>
        [.. Enumerable.Range(0, heads).Select(head => Enumerable.Range(0, pass.Call.RunOfRow.Length).Select(row => score(head, row)).ToArray())];

    private double[][][] Each(int scores, Func<int, int, double[], double[]> change) =>
        [.. _scores[scores].Select((rows, head) => rows.Select((row, index) => change(head, index, row)).ToArray())];
}
