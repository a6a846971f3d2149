using Etch.Generator.Graph;
using Etch.Generator.Spec;

namespace Etch.Generator.Passes;

/// <summary>
/// Makes it possible that the carried value of a repeat keeps one place: where a body's last node could not write over what it reads, or
/// the value before the repeat is read again later, a copy stands between. Needs: fused nodes. Establishes what PlanMemory's carrying needs.
/// </summary>
internal static class InsertCopies
{
    public static ModelGraph Run(ModelGraph graph)
    {
        List<Value> values = [.. graph.Values];
        EquatableArray<Node> nodes = graph.Nodes.SelectMany(node => node is RepeatNode repeat ? Repeat(graph, repeat, values) : [node]).ToEquatableArray();
        return graph with { Nodes = nodes, Values = values.ToEquatableArray() };
    }

    private static IEnumerable<Node> Repeat(ModelGraph graph, RepeatNode repeat, List<Value> values)
    {
        repeat = repeat with { Bodies = repeat.Bodies.Select(body => Body(body, values)).ToEquatableArray() };
        bool readLater = graph.Outputs.Any(output => output.Value == repeat.Input)
            || graph.Nodes.SkipWhile(node => node.Output != repeat.Output).Skip(1).Any(node => node.Inputs.Contains(repeat.Input));
        if (!readLater)
        {
            return [repeat];
        }

        MapNode copy = Copy(repeat.Input, values);
        return [copy, repeat with { Input = copy.Output }];
    }

    private static Body Body(Body body, List<Value> values)
    {
        if (body.Input == body.Output || WritesOverItsInput(body))
        {
            return body;
        }

        MapNode copy = Copy(body.Output, values);
        List<Node> nodes = [.. body.Nodes];
        nodes.Insert(nodes.FindLastIndex(node => node.Output == body.Output || node.Inputs.Contains(body.Input)) + 1, copy);
        return body with { Nodes = nodes.Select(node => node is TapNode tap && tap.Input == body.Output ? tap with { Input = copy.Output } : node).ToEquatableArray(), Output = copy.Output };
    }

    /// <summary>Nothing reads the input after the node that makes the output, and that node reads it, if at all, at the element that it writes.</summary>
    private static bool WritesOverItsInput(Body body)
    {
        List<Node> nodes = [.. body.Nodes];
        int made = nodes.FindIndex(node => node.Output == body.Output);
        bool readAfter = nodes.Skip(made + 1).Any(node => node.Inputs.Contains(body.Input));
        bool readAcross = nodes[made] is ProductNode product && product.Input.Value == body.Input || nodes[made] is AttentionNode or GatherNode;
        return !readAfter && !readAcross;
    }

    private static MapNode Copy(int value, List<Value> values)
    {
        Value copy = values[value] with { Id = values.Count };
        values.Add(copy);
        return new MapNode(copy.Id, new Columns(value, 0, copy.Type.Width), default);
    }
}
