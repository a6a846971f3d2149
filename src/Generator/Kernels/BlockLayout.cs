using Etch.Generator.Graph;

namespace Etch.Generator.Kernels;

/// <summary>
/// How a layer's keys and values lie in a block of positions: keys as transposed panels, [heads][positions / panel][width][panel],
/// so that scores are the tile of a product; then values as rows, [heads][positions][padded width].
/// </summary>
internal sealed record BlockLayout(int KeyHeads, int KeyWidth, int Panel, int ValueWidth, int ValuePadded)
{
    /// <summary>Positions of a block: a multiple of sixteen and of every panel width, the same on every machine.</summary>
    public const int Positions = 96;

    public static BlockLayout Of(State keys, State values, int panel) =>
        new(keys.Heads, keys.Width, panel, values.Width, (values.Width + Sixteen.Partials - 1) / Sixteen.Partials * Sixteen.Partials);

    /// <summary>The attention that reads what a node appends.</summary>
    public static AttentionNode Reader(ModelGraph graph, AppendNode append) =>
        graph.AllNodes.OfType<AttentionNode>().First(node => node.Keys == append.Output || node.Values == append.Output);

    /// <summary>The room of a layer in a block: that of the largest, all its attentions one after another; 0 where nothing attends.</summary>
    public static int LayerElements(ModelGraph graph) => Bodies(graph).Select(nodes => nodes.Sum(ElementsOf))
        .Concat(graph.Nodes.OfType<AttentionNode>().Select(ElementsOf)).DefaultIfEmpty(0).Max();

    /// <summary>Where an attention's keys begin in its layer's part: behind those of the attentions before it.</summary>
    public static int BaseOf(ModelGraph graph, AttentionNode attention) =>
        Bodies(graph).Where(nodes => nodes.Contains(attention)).Select(nodes => nodes.TakeWhile(node => node != attention).Sum(ElementsOf)).FirstOrDefault();

    private static IEnumerable<List<AttentionNode>> Bodies(ModelGraph graph) =>
        graph.Nodes.OfType<RepeatNode>().SelectMany(repeat => repeat.Bodies).Select(body => body.Nodes.OfType<AttentionNode>().ToList());

    private static int ElementsOf(AttentionNode node) => Of(node.KeyState, node.ValueState, Positions).Elements;

    /// <summary>The parts of a block: one for each layer, then one for each attention outside of the layers.</summary>
    public static int Parts(ModelGraph graph) => graph.LayerCount + graph.Nodes.OfType<AttentionNode>().Count();

    /// <summary>The part of an attention outside of the layers, or of what it appends.</summary>
    public static int PartOf(ModelGraph graph, Node node) =>
        graph.LayerCount + graph.Nodes.OfType<AttentionNode>().ToList().IndexOf(node as AttentionNode ?? Reader(graph, (AppendNode)node));

    public int KeysPerHead => Positions * KeyWidth;

    public int ValuesPerHead => Positions * ValuePadded;

    /// <summary>Where the values begin, in elements from the layer's begin.</summary>
    public int ValueOffset => KeyHeads * KeysPerHead;

    /// <summary>Elements of one layer in a block.</summary>
    public int Elements => ValueOffset + (KeyHeads * ValuesPerHead);
}
