using Etch.Generator.Graph;
using Etch.Generator.Spec;

namespace Etch.Generator.Passes;

/// <summary>
/// Drops operations that change nothing (a scale of one) and maps that have none left. Needs: plain nodes. Establishes: every map
/// does something.
/// </summary>
internal static class FoldConstants
{
    public static ModelGraph Run(ModelGraph graph)
    {
        Dictionary<int, int> replaced = [];
        ModelGraph folded = graph.WithNodes((nodes, _) => nodes.Select(Fold).Where(node => !IsIdentity(node, graph, replaced)).ToEquatableArray());
        return Rewriter.Replace(folded, replaced);
    }

    private static Node Fold(Node node) => node is MapNode map
        ? map with { Operations = map.Operations.Where(operation => operation is not ScaleOperation { Factor: { IsConstant: true } factor } || factor[0] != 1).ToEquatableArray() }
        : node;

    private static bool IsIdentity(Node node, ModelGraph graph, Dictionary<int, int> replaced)
    {
        bool identity = node is MapNode { Operations.Count: 0 } map && map.Input.From == 0 && map.Input.Width == graph[map.Input.Value].Type.Width;
        if (identity)
        {
            replaced[node.Output] = ((MapNode)node).Input.Value;
        }

        return identity;
    }
}
