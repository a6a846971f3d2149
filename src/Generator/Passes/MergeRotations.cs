using Etch.Generator.Graph;
using Etch.Generator.Spec;

namespace Etch.Generator.Passes;

/// <summary>
/// Rotations of neighbouring columns with the same tables become one: queries and keys turn in one sweep. Needs: MergeProjections, which
/// puts them side by side. Establishes: readers name columns of the joint value. Each place turns as before, so no bit changes.
/// </summary>
internal static class MergeRotations
{
    public static ModelGraph Run(ModelGraph graph)
    {
        List<Value> values = [.. graph.Values];
        ModelGraph merged = graph.WithNodes((nodes, _) => Merge([.. nodes], values));
        return merged with { Values = values.ToEquatableArray() };
    }

    private static EquatableArray<Node> Merge(List<Node> nodes, List<Value> values)
    {
        for (int index = 0; index < nodes.Count; index++)
        {
            if (nodes[index] is RotateNode first && nodes.Skip(index + 1).OfType<RotateNode>().FirstOrDefault(next => Follows(first, next)) is { } second)
            {
                Join(nodes, first, second, values);
            }
        }

        return nodes.ToEquatableArray();
    }

    private static bool Follows(RotateNode first, RotateNode second) =>
        second.Input.Value == first.Input.Value && second.Input.From == first.Input.From + first.Input.Width
        && second.Cosines == first.Cosines && second.Sines == first.Sines && second.Width == first.Width && second.Pairing == first.Pairing
        && second.Input.Width / second.Heads == first.Input.Width / first.Heads;

    private static void Join(List<Node> nodes, RotateNode first, RotateNode second, List<Value> values)
    {
        int width = first.Input.Width + second.Input.Width;
        Value value = new(values.Count, "turned", TensorType.Rows(values[first.Output].Type.Count, width));
        values.Add(value);
        RotateNode joint = first with { Output = value.Id, Input = first.Input with { Width = width }, Heads = first.Heads + second.Heads };
        nodes[nodes.IndexOf(first)] = joint;
        nodes.Remove(second);
        Dictionary<int, int> offsets = new() { [first.Output] = 0, [second.Output] = first.Input.Width };
        for (int index = 0; index < nodes.Count; index++)
        {
            nodes[index] = ColumnReaders.Move(nodes[index], offsets, value.Id);
        }
    }
}
