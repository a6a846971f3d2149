using Etch.Generator.Passes;
using Etch.Generator.Spec;

namespace Etch.Generator.Graph;

/// <summary>The rules of a graph, each a sentence; below the spec a broken one is a mistake of the compiler, never of the user.</summary>
internal static class GraphVerifier
{
    public static void Verify(ModelGraph graph, string pass)
    {
        HashSet<int> made = [.. graph.Inputs.Select(input => input.Value)];
        Verify(graph, graph.Nodes, made, pass);
        foreach (GraphOutput output in graph.Outputs.Where(output => !made.Contains(output.Value)))
        {
            throw Broken(pass, $"the output {output.Name} is a value that nothing makes");
        }

        for (int id = 0; id < graph.Values.Count; id++)
        {
            if (graph.Values[id].Id != id)
            {
                throw Broken(pass, $"value {id} has the number {graph.Values[id].Id}");
            }
        }
    }

    private static void Verify(ModelGraph graph, EquatableArray<Node> nodes, HashSet<int> made, string pass)
    {
        foreach (Node node in nodes)
        {
            foreach (int input in node.Inputs.Where(input => !made.Contains(input)))
            {
                throw Broken(pass, $"{node.GetType().Name} %{node.Output} reads %{input} before it is made");
            }

            if (node is RepeatNode repeat)
            {
                foreach (Body body in repeat.Bodies)
                {
                    HashSet<int> inside = [.. made, body.Input];
                    Verify(graph, body.Nodes, inside, pass);
                    if (!inside.Contains(body.Output))
                    {
                        throw Broken(pass, $"a body gives %{body.Output}, which nothing makes");
                    }
                }
            }

            TensorType inferred = InferShapes.Of(node, new Types(graph));
            if (!inferred.Equals(graph[node.Output].Type))
            {
                throw Broken(pass, $"%{node.Output} is {graph[node.Output].Type}, but its node makes {inferred}");
            }

            if (!made.Add(node.Output))
            {
                throw Broken(pass, $"%{node.Output} is made twice");
            }
        }
    }

    private static InvalidOperationException Broken(string pass, string what) => new($"After {pass}: {what}.");

    private sealed class Types(ModelGraph graph) : IReadOnlyDictionary<int, TensorType>
    {
        public TensorType this[int key] => graph[key].Type;

        public IEnumerable<int> Keys => graph.Values.Select(value => value.Id);

        public IEnumerable<TensorType> Values => graph.Values.Select(value => value.Type);

        public int Count => graph.Values.Count;

        public bool ContainsKey(int key) => key >= 0 && key < Count;

        public bool TryGetValue(int key, out TensorType value) => (value = graph[key].Type) is not null;

        public IEnumerator<KeyValuePair<int, TensorType>> GetEnumerator() =>
            graph.Values.Select(value => new KeyValuePair<int, TensorType>(value.Id, value.Type)).GetEnumerator();

        System.Collections.IEnumerator System.Collections.IEnumerable.GetEnumerator() => GetEnumerator();
    }
}
