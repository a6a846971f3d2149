using Etch.Generator.Graph;
using Etch.Generator.Spec;

namespace Etch.Generator.Passes;

/// <summary>Drops what nobody reads. Taps stay: they are read from outside the graph. Needs and establishes nothing else.</summary>
internal static class EliminateDeadNodes
{
    public static ModelGraph Run(ModelGraph graph)
    {
        while (true)
        {
            Dictionary<int, int> uses = Rewriter.Uses(graph);
            bool Lives(Node node) => node is TapNode or RepeatNode || uses.ContainsKey(node.Output);
            ModelGraph live = graph.WithNodes((nodes, _) => nodes.Where(Lives).ToEquatableArray());
            if (live.AllNodes.Count() == graph.AllNodes.Count())
            {
                return live;
            }

            graph = live;
        }
    }
}
