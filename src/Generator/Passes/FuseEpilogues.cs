using Etch.Generator.Graph;
using Etch.Generator.Spec;

namespace Etch.Generator.Passes;

/// <summary>
/// Moves maps into the product or gather whose only reader they are: bias, activation, scale, residual happen while the sums are in
/// registers. Needs: FoldConstants. Establishes: a product's bias stands in <see cref="ProductNode.Biases"/>, one entry per matrix.
/// The order of operations does not change, so no bit does.
/// </summary>
internal static class FuseEpilogues
{
    public static ModelGraph Run(ModelGraph graph)
    {
        Dictionary<int, int> uses = Rewriter.Uses(graph);
        Dictionary<int, int> replaced = [];
        ModelGraph fused = graph.WithNodes((nodes, body) => Fuse(nodes, uses, replaced));
        return Rewriter.Replace(fused, replaced);
    }

    private static EquatableArray<Node> Fuse(EquatableArray<Node> nodes, Dictionary<int, int> uses, Dictionary<int, int> replaced)
    {
        List<Node> result = [];
        foreach (Node node in nodes)
        {
            if (node is MapNode map && Producer(map, result, uses, replaced) is { } at)
            {
                result[at] = Join(result[at], map);
                replaced[map.Output] = result[at].Output;
                uses[result[at].Output] = uses.TryGetValue(map.Output, out int readers) ? readers : 0;
            }
            else
            {
                result.Add(node);
            }
        }

        return result.ToEquatableArray();
    }

    /// <summary>The place of the node that a map may join: it makes the map's input for the map alone, and what the map reads beside it is there before.</summary>
    private static int? Producer(MapNode map, List<Node> before, Dictionary<int, int> uses, Dictionary<int, int> replaced)
    {
        int input = replaced.TryGetValue(map.Input.Value, out int joined) ? joined : map.Input.Value;
        int at = before.FindIndex(node => node.Output == input && node is ProductNode or GatherNode or MapNode);
        if (at < 0 || uses[input] != 1 || before[at].Output != input)
        {
            return null;
        }

        HashSet<int> later = [.. before.Skip(at).Select(node => node.Output)];
        IEnumerable<int> operands = map.Operations.Select(operation => operation.Operand).Where(operand => operand >= 0);
        return operands.Any(operand => later.Contains(replaced.TryGetValue(operand, out int other) ? other : operand)) ? null : at;
    }

    private static Node Join(Node producer, MapNode map) => producer switch
    {
        ProductNode product when product.Operations.Count == 0 && map.Operations[0] is BiasOperation bias && product.Biases.Count == 0 => product with
        {
            Biases = EquatableArray.Of(bias.Bias),
            Operations = map.Operations.Skip(1).ToEquatableArray(),
        },
        ProductNode product => product with { Operations = product.Operations.Concat(map.Operations).ToEquatableArray() },
        GatherNode gather => gather with { Operations = gather.Operations.Concat(map.Operations).ToEquatableArray() },
        MapNode other => other with { Operations = other.Operations.Concat(map.Operations).ToEquatableArray() },
        _ => throw new InvalidOperationException("Only products, gathers and maps have operations."),
    };
}
