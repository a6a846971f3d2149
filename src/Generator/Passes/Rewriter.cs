using Etch.Generator.Graph;
using Etch.Generator.Spec;

namespace Etch.Generator.Passes;

/// <summary>What several passes need: who reads a value, and replacing values throughout a graph.</summary>
internal static class Rewriter
{
    /// <summary>How often each value is read, as an output of the graph or a body included.</summary>
    public static Dictionary<int, int> Uses(ModelGraph graph)
    {
        Dictionary<int, int> uses = [];
        void Use(int value)
        {
            uses.TryGetValue(value, out int count);
            uses[value] = count + 1;
        }

        foreach (Node node in graph.AllNodes)
        {
            foreach (int input in node.Inputs)
            {
                Use(input);
            }

            if (node is RepeatNode repeat)
            {
                foreach (Body body in repeat.Bodies)
                {
                    Use(body.Output);
                }
            }
        }

        foreach (GraphOutput output in graph.Outputs)
        {
            Use(output.Value);
        }

        return uses;
    }

    /// <summary>The graph with values read under other names; what makes a value keeps its name.</summary>
    public static ModelGraph Replace(ModelGraph graph, IReadOnlyDictionary<int, int> replaced)
    {
        if (replaced.Count == 0)
        {
            return graph;
        }

        int Final(int value)
        {
            while (replaced.TryGetValue(value, out int next))
            {
                value = next;
            }

            return value;
        }

        Node Rename(Node node) => node.Rename(value => value == node.Output ? value : Final(value));
        ModelGraph renamed = graph.WithNodes((nodes, _) => nodes.Select(Rename).ToEquatableArray());
        return renamed with
        {
            Nodes = renamed.Nodes.Select(node => node is RepeatNode repeat
                ? repeat with { Bodies = repeat.Bodies.Select(body => body with { Output = Final(body.Output) }).ToEquatableArray() }
                : node).ToEquatableArray(),
            Outputs = renamed.Outputs.Select(output => output with { Value = Final(output.Value) }).ToEquatableArray(),
        };
    }
}
