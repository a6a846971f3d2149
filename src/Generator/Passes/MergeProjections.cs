using Etch.Generator.Graph;
using Etch.Generator.Spec;

namespace Etch.Generator.Passes;

/// <summary>
/// Products of one input become one product whose matrices stand side by side (query, key, value) or in pairs (gate, up). Needs:
/// FuseEpilogues, so that biases stand in the products. Establishes: readers name columns of the merged value. Each output keeps its own
/// chain, so no bit changes.
/// </summary>
internal static class MergeProjections
{
    public static ModelGraph Run(ModelGraph graph)
    {
        List<Value> values = [.. graph.Values];
        Dictionary<int, int> uses = Rewriter.Uses(graph);
        ModelGraph merged = graph.WithNodes((nodes, _) => SideBySide(Paired(nodes, uses), values));
        return merged with { Values = values.ToEquatableArray() };
    }

    /// <summary>activation(x·gate) ⊙ (x·up), the two products and the multiplication in one node.</summary>
    private static List<Node> Paired(EquatableArray<Node> nodes, Dictionary<int, int> uses)
    {
        List<Node> result = [.. nodes];
        foreach (ProductNode gate in nodes.OfType<ProductNode>())
        {
            if (gate.Operations.Count < 2 || gate.Operations[0] is not ActivateOperation activate || gate.Operations[1] is not MultiplyOperation multiply
                || result.FirstOrDefault(node => node.Output == multiply.Other) is not ProductNode { Operations.Count: 0 } up
                || uses[up.Output] != 1 || up.Input != gate.Input || !up.Matrices[0].Shape.Equals(gate.Matrices[0].Shape))
            {
                continue;
            }

            ProductNode pair = gate with
            {
                Matrices = EquatableArray.Of(gate.Matrices[0], up.Matrices[0]),
                Paired = true,
                Biases = gate.Biases.Concat(up.Biases).ToEquatableArray(),
                Operations = gate.Operations.Skip(2).Prepend(new GateOperation(activate.Activation)).ToEquatableArray(),
            };
            result[result.IndexOf(gate)] = pair;
            result.Remove(up);
        }

        return result;
    }

    private static EquatableArray<Node> SideBySide(List<Node> nodes, List<Value> values)
    {
        while (nodes.Select((node, index) => Siblings(nodes, index)).FirstOrDefault(found => found.Count > 1) is { } siblings)
        {
            Merge(nodes, siblings, values);
        }

        return nodes.ToEquatableArray();
    }

    /// <summary>This product and the plain ones of the same input that follow it, where every reader can read columns.</summary>
    private static List<ProductNode> Siblings(List<Node> nodes, int index)
    {
        bool CanMove(ProductNode node) => nodes.Where(reader => reader.Inputs.Contains(node.Output)).All(reader => ColumnReaders.Columns(reader)?.Value == node.Output);
        return nodes[index] is not ProductNode { Paired: false, Operations.Count: 0 } first ? [] :
            [.. nodes.Skip(index).OfType<ProductNode>().Where(node => !node.Paired && node.Operations.Count == 0 && node.Input == first.Input && CanMove(node))];
    }

    private static void Merge(List<Node> nodes, List<ProductNode> siblings, List<Value> values)
    {
        ProductNode first = siblings[0];
        int width = siblings.Sum(node => node.Outer);
        string name = string.Concat(siblings.Select(node => values[node.Output].Name[0]));
        Value value = new(values.Count, name, TensorType.Rows(values[first.Output].Type.Count, width));
        values.Add(value);

        Dictionary<int, int> offsets = [];
        int offset = 0;
        foreach (ProductNode node in siblings)
        {
            offsets[node.Output] = offset;
            offset += node.Outer;
        }

        bool hasBias = siblings.Any(node => node.Biases.Count > 0);
        ProductNode merged = first with
        {
            Output = value.Id,
            Matrices = siblings.SelectMany(node => node.Matrices).ToEquatableArray(),
            Biases = hasBias ? siblings.Select(node => node.Biases.Count > 0 ? node.Biases[0] : NoBias(node)).ToEquatableArray() : default,
        };
        nodes[nodes.IndexOf(first)] = merged;
        nodes.RemoveAll(node => siblings.Skip(1).Contains(node));
        for (int index = 0; index < nodes.Count; index++)
        {
            nodes[index] = ColumnReaders.Move(nodes[index], offsets, value.Id);
        }
    }

    /// <summary>A stand-in for the bias of a matrix that has none, beside others that have: zeros.</summary>
    private static Weight NoBias(ProductNode node) => new("", EquatableArray.Of(node.Outer));
}
