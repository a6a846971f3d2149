using Etch.Generator.Graph;

namespace Etch.Reference;

/// <summary>The meaning of a graph, before and after any pass, in double precision: each node by its formula, in the order of the list.</summary>
/// <param name="graph">Its weights and tables are read once and kept for all calls.</param>
/// <param name="weights">Gives the parameters.</param>
internal sealed class GraphInterpreter(ModelGraph graph, WeightReader weights)
{
    private readonly Parameters _parameters = new(weights);

    /// <summary>Makes the rows and columns of each node from the last to the first. No result depends on it where memory is planned well.</summary>
    public bool Backward { get; init; }

    /// <summary>Runs the graph; the caches of the runs grow by their rows.</summary>
    /// <param name="runs">The sequences of the call.</param>
    /// <param name="wanted">The rows whose outputs are wanted, over all runs; null: the last of each.</param>
    /// <param name="memory">Where the values lie; null: each by itself.</param>
    public GraphResult Run(IReadOnlyList<SequenceRun> runs, IReadOnlyList<int>? wanted = null, ValueMemory? memory = null)
    {
        GraphPass pass = new(graph, new GraphCall(runs, wanted), memory ?? new OwnMemory(graph.Values.Count), _parameters, Backward);
        NodeEvaluator nodes = new(pass);
        nodes.Run(graph.Nodes);
        Dictionary<string, double[][]> outputs = graph.Outputs.ToDictionary(output => output.Name, output => Copy(pass, output.Value));
        foreach (SequenceRun run in runs)
        {
            run.Cache.Advance(run.Ids.Length);
        }

        return new GraphResult(outputs, nodes.Hidden, nodes.Attention.Probabilities);
    }

    private static double[][] Copy(GraphPass pass, int value) => pass.Memory.Copy(value, pass.Rows(value), pass.Width(value));
}

/// <summary>Runs nodes in their order, and the bodies of a repeat once for each layer.</summary>
internal sealed class NodeEvaluator(GraphPass pass)
{
    private readonly RowEvaluator _rows = new(pass);
    private bool _afterStack;

    public AttentionEvaluator Attention { get; } = new(pass);

    public Dictionary<int, double[][]> Hidden { get; } = [];

    public void Run(IEnumerable<Node> nodes)
    {
        foreach (Node node in nodes)
        {
            if (node is RepeatNode repeat)
            {
                Repeat(repeat);
            }
            else
            {
                Run(node, hidden: _afterStack ? pass.Graph.LayerCount : 0);
            }
        }
    }

    private void Repeat(RepeatNode repeat)
    {
        int carried = repeat.Input;
        for (int index = 0; index < repeat.Layers.Count; index++)
        {
            Body body = repeat.Bodies[repeat.Layers[index]];
            pass.Layer = repeat.FirstLayer + index;
            Carry(carried, body.Input);
            foreach (Node node in body.Nodes)
            {
                Run(node, hidden: pass.Layer + 1);
            }

            carried = body.Output;
        }

        Carry(carried, repeat.Output);
        (pass.Layer, _afterStack) = (0, true);
    }

    private void Carry(int from, int to)
    {
        if (from != to)
        {
            pass.Memory.Carry(from, to);
        }
    }

    private void Run(Node node, int hidden)
    {
        switch (node)
        {
            case GatherNode gather:
                _rows.Gather(gather);
                break;
            case MapNode map:
                _rows.Map(map);
                break;
            case ProductNode product:
                _rows.Product(product);
                break;
            case NormNode norm:
                _rows.Norm(norm);
                break;
            case RotateNode rotate:
                _rows.Rotate(rotate);
                break;
            case PoolNode pool:
                _rows.Pool(pool);
                break;
            case TapNode tap:
                Hidden[hidden] = pass.Memory.Copy(tap.Input, pass.Rows(tap.Input), pass.Width(tap.Input));
                break;
            default:
                OfAttention(node);
                break;
        }
    }

    private void OfAttention(Node node)
    {
        switch (node)
        {
            case AppendNode append:
                Attention.Append(append);
                break;
            case ScoresNode scores:
                Attention.Scores(scores);
                break;
            case TermNode term:
                Attention.Term(term);
                break;
            case SoftmaxNode softmax:
                Attention.Softmax(softmax);
                break;
            case MixNode mix:
                Attention.Mix(mix);
                break;
            case AttentionNode attention:
                Attention.Attention(attention);
                break;
            default:
                throw new NotSupportedException($"No meaning for {node.GetType().Name}.");
        }
    }
}
