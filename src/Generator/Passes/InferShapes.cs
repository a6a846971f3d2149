using Etch.Generator.Graph;
using Etch.Generator.Spec;

namespace Etch.Generator.Passes;

/// <summary>
/// Works out the type of every value from the nodes alone. Needs: nodes in the order of computing. Establishes: each value's type is
/// what its node makes of its inputs, so that later passes may trust a value's type.
/// </summary>
internal static class InferShapes
{
    public static ModelGraph Run(ModelGraph graph)
    {
        Dictionary<int, TensorType> types = graph.Inputs.ToDictionary(input => input.Value, input => graph[input.Value].Type);
        Infer(graph.Nodes, types);
        return graph with
        {
            Values = graph.Values.Select(value => types.TryGetValue(value.Id, out TensorType type) ? value with { Type = type } : value).ToEquatableArray(),
        };
    }

    private static void Infer(IEnumerable<Node> nodes, Dictionary<int, TensorType> types)
    {
        foreach (Node node in nodes)
        {
            if (node is RepeatNode repeat)
            {
                foreach (Body body in repeat.Bodies)
                {
                    types[body.Input] = types[repeat.Input];
                    Infer(body.Nodes, types);
                }
            }

            types[node.Output] = Of(node, types);
        }
    }

    /// <summary>The type that a node makes.</summary>
    public static TensorType Of(Node node, IReadOnlyDictionary<int, TensorType> types)
    {
        Dim Rows(int value) => types[value].Count;
        return node switch
        {
            GatherNode { Table: { } table } gather => TensorType.Rows(Rows(gather.Index), table.Shape[1]),
            GatherNode { Made: { } made } gather => TensorType.Rows(Rows(gather.Index), made.Width),
            GatherNode gather => TensorType.Rows(Rows(gather.Index), types[gather.Source].Width),
            NormNode norm => TensorType.Rows(Rows(norm.Input.Value), norm.Input.Width),
            ProductNode product => TensorType.Rows(Rows(product.Input.Value), product.Paired ? product.Outer / 2 : product.Outer),
            MapNode map => TensorType.Rows(Rows(map.Input.Value), map.Input.Width),
            RotateNode rotate => TensorType.Rows(Rows(rotate.Input.Value), rotate.Input.Width),
            AppendNode append => TensorType.Rows(Rows(append.Input.Value), append.Input.Width),
            ScoresNode scores => new TensorType(Element.F32, EquatableArray.Of(scores.Heads, Rows(scores.Query.Value), new Dim(1, Length.Keys, 0, 1))),
            TermNode term => types[term.Scores],
            SoftmaxNode softmax => types[softmax.Scores],
            MixNode mix => TensorType.Rows(Rows(mix.Values), mix.Heads * mix.State.Width),
            AttentionNode attention => TensorType.Rows(Rows(attention.Query.Value), attention.Heads * attention.ValueWidth),
            PoolNode pool => TensorType.Rows(Dim.Runs, types[pool.Input].Width),
            TapNode tap => types[tap.Input],
            RepeatNode repeat => types[repeat.Input],
            _ => throw new InvalidOperationException($"No shape rule for {node.GetType().Name}."),
        };
    }
}
