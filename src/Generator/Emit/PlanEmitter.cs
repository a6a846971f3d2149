using Etch.Generator.Graph;
using Etch.Generator.Kernels;

namespace Etch.Generator.Emit;

/// <summary>The rows of the plan.</summary>
internal static class PlanEmitter
{
    public static void Emit(SourceWriter writer, CompiledModel model)
    {
        ModelGraph graph = model.Variants[0].Graph;
        Dictionary<int, string> names = ArenaNames.Of(graph);
        HashSet<int> inLayers = [.. graph.Nodes.OfType<RepeatNode>().SelectMany(repeat => repeat.Bodies).SelectMany(body => body.Nodes).Select(node => node.Output)];
        writer.Line("private static IReadOnlyList<PlanRow> Rows { get; } =");
        writer.Line("[");
        foreach (KernelCall call in model.Calls)
        {
            string formula = NodeText.Formula(graph, call.Node, names), layer = inLayers.Contains(call.Node.Output) ? "layer" : "";
            long flops = call.Node is ProductNode product ? 2L * product.Inner * product.Outer : 0;
            long bytes = 4 * call.Node.Weights.Where(weight => weight.Role.Length > 0).Sum(weight => weight.Elements);
            long place = graph[call.Node.Output].Place?.Offset ?? -1;
            string shape = string.Join(" × ", graph[call.Node.Output].Type.Dims);
            writer.Line($"    new({call.Number}, {CSharp.Text(layer)}, {CSharp.Text(formula)}, {CSharp.Text(shape)}, {flops}, {bytes}, {place}, {CSharp.Text(call.Node.Split.ToString())}, [{string.Join(", ", Sources(model, graph, call.Node).Distinct())}]),");
        }

        writer.Line("];");
    }

    /// <summary>The nodes whose results a node reads; the carried value of a repeat comes from before it and from its last node.</summary>
    private static IEnumerable<int> Sources(CompiledModel model, ModelGraph graph, Node node)
    {
        List<RepeatNode> repeats = [.. graph.Nodes.OfType<RepeatNode>()];
        foreach (int input in node.Inputs)
        {
            RepeatNode? inside = repeats.FirstOrDefault(repeat => repeat.Bodies.Any(body => body.Input == input)), after = repeats.FirstOrDefault(repeat => repeat.Output == input);
            int[] made = inside is not null ? [inside.Input, .. inside.Bodies.Select(body => body.Output)]
                : after is not null ? [after.Bodies[after.Layers[after.Layers.Count - 1]].Output] : [input];
            foreach (KernelCall call in model.Calls.Where(call => made.Contains(call.Node.Output)))
            {
                yield return call.Number;
            }
        }
    }
}
