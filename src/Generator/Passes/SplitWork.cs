using Etch.Generator.Graph;
using Etch.Generator.Spec;

namespace Etch.Generator.Passes;

/// <summary>Decides along which axis the team divides each node. Needs: fused nodes. Establishes: <see cref="Node.Split"/>; never k, so never a bit.</summary>
internal static class SplitWork
{
    /// <summary>Columns of one unit of a product: a multiple of every machine's panel, so that the split is the same everywhere.</summary>
    public const int Unit = 48;

    public static ModelGraph Run(ModelGraph graph) =>
        graph.WithNodes((nodes, _) => nodes.Select(node => node with { Split = Of(node, graph) }).ToEquatableArray());

    private static Split Of(Node node, ModelGraph graph) => node switch
    {
        ProductNode => Split.Columns,
        AttentionNode => Split.Heads,
        PoolNode => Split.Runs,
        TapNode or RepeatNode => Split.None,
        _ => Rows(graph[node.Output].Type.Count),
    };

    private static Split Rows(Dim count) => count.Name switch
    {
        Length.Runs => Split.Runs,
        Length.Wanted => Split.Wanted,
        _ => Split.Rows,
    };
}
