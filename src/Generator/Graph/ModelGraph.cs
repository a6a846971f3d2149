using Etch.Generator.Spec;

namespace Etch.Generator.Graph;

/// <summary>The kinds of a state: how long it lives.</summary>
internal enum StateLife
{
    /// <summary>Filled and read within one call (an encoder's keys).</summary>
    Call,

    /// <summary>Grows by a row per position and lives with the session (a decoder's cache).</summary>
    Session,
}

/// <summary>Rows that outlive a node: keys or values, per layer and key-value head, in blocks of positions.</summary>
/// <param name="Transposed">Whether positions lie along the lanes (keys), so that scores are the same tile as a product.</param>
/// <param name="Keeps">The last n positions that can still be seen; 0: all.</param>
internal sealed record State(string Name, int Heads, int Width, bool Transposed, StateLife Life, int Keeps);

/// <summary>An input of the graph: ids, positions, segments, wanted rows, first and last rows of the runs.</summary>
internal sealed record GraphInput(int Value, string Role);

/// <summary>An output: a name, a value and which rows it has.</summary>
internal sealed record GraphOutput(string Name, int Value);

/// <summary>What must be computed, in order. Immutable: a pass makes another one.</summary>
internal sealed record ModelGraph(
    string Name,
    int Context,
    EquatableArray<Value> Values,
    EquatableArray<GraphInput> Inputs,
    EquatableArray<Node> Nodes,
    EquatableArray<GraphOutput> Outputs)
{
    public Value this[int id] => Values[id];

    /// <summary>All layers of all repeats.</summary>
    public int LayerCount => Nodes.OfType<RepeatNode>().Sum(repeat => repeat.Layers.Count);

    /// <summary>Every node, those of bodies included, in order.</summary>
    public IEnumerable<Node> AllNodes => Nodes.SelectMany(node =>
        node is RepeatNode repeat ? repeat.Bodies.SelectMany(body => body.Nodes).Prepend(node) : [node]);

    /// <summary>The same graph with each list of nodes (the main one and each body) replaced.</summary>
    public ModelGraph WithNodes(Func<EquatableArray<Node>, Body?, EquatableArray<Node>> replace)
    {
        IEnumerable<Node> nodes = Nodes.Select(node => node is RepeatNode repeat
            ? repeat with { Bodies = repeat.Bodies.Select(body => body with { Nodes = replace(body.Nodes, body) }).ToEquatableArray() }
            : node);
        return this with { Nodes = replace(nodes.ToEquatableArray(), null) };
    }
}
