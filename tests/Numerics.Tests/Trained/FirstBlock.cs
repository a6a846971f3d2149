using Etch.Generator.Graph;
using Etch.Generator.Spec;
using Etch.Numerics.Tests.Models;
using Etch.Numerics.Tests.Support;
using Etch.Reference;

namespace Etch.Numerics.Tests.Trained;

/// <summary>The sorting GPT cut behind its first block and interpreted, with every value of the graph left to be read.</summary>
internal sealed class FirstBlock
{
    private readonly ModelGraph _graph;
    private readonly GraphInterpreter _interpreter;
    private OwnMemory _memory = new(0);
    private int _rows;

    public FirstBlock(string weights)
    {
        PartSpec part = Specs.Of(nameof(SortingGpt));
        PartSpec cut = part with { Sections = part.Sections.Select(section => section.Repeat is { } repeat ? section with { Repeat = repeat with { Count = 1 } } : section).ToEquatableArray() };
        _graph = TransformerGraph.Build(nameof(SortingGpt), cut);
        IReadOnlyDictionary<string, double[]> parameters = Specs.Parameters(new TestModel(typeof(SortingGpt)).Declaration, weights);
        _interpreter = new GraphInterpreter(_graph, (role, _) => parameters[role]);
    }

    /// <summary>Heads × rows × keys.</summary>
    public float[] Attention { get; private set; } = [];

    private Body Body => _graph.Nodes.OfType<RepeatNode>().Single().Bodies[0];

    public void Run(int[] ids)
    {
        (_memory, _rows) = (new OwnMemory(_graph.Values.Count), ids.Length);
        GraphResult result = _interpreter.Run([new SequenceRun(ids, new SequenceCache())], null, _memory);
        Attention = [.. result.Attention[0].SelectMany(head => head).SelectMany(row => row).Select(value => (float)value)];
    }

    /// <summary>The nth value of a name that the block makes: a product's first is without its bias. Scaling by one is no value of its own.</summary>
    public float[] Value(string name, int nth) => Read(Body.Nodes, name, nth);

    /// <summary>The nth value of a name that is made before the block.</summary>
    public float[] Input(string name, int nth) => Read(_graph.Nodes.TakeWhile(node => node is not RepeatNode), name, nth);

    private float[] Read(IEnumerable<Node> nodes, string name, int nth)
    {
        Value value = nodes.Where(node => node is not (TapNode or AppendNode)).Select(node => _graph[node.Output]).Where(value => value.Name == name).ElementAt(nth);
        return [.. _memory.Copy(value.Id, _rows, value.Type.Width).SelectMany(row => row).Select(element => (float)element)];
    }
}
