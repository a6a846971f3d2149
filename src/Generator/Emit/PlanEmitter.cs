using Etch.Generator.Graph;
using Etch.Generator.Kernels;

namespace Etch.Generator.Emit;

/// <summary>The rows of the plan, and the graph as a Mermaid diagram.</summary>
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
            string formula = Formula(graph, call.Node, names), layer = inLayers.Contains(call.Node.Output) ? "layer" : "";
            long flops = call.Node is ProductNode product ? 2L * product.Inner * product.Outer : 0;
            long bytes = 4 * call.Node.Weights.Where(weight => weight.Role.Length > 0).Sum(weight => weight.Elements);
            long place = graph[call.Node.Output].Place?.Offset ?? -1;
            string shape = string.Join(" × ", graph[call.Node.Output].Type.Dims);
            writer.Line($"    new({call.Number}, {CSharp.Text(layer)}, {CSharp.Text(formula)}, {CSharp.Text(shape)}, {flops}, {bytes}, {place}, {CSharp.Text(call.Node.Split.ToString())}),");
        }

        writer.Line("];");
        writer.Line();
        Mermaid(writer, model, graph, names);
    }

    private static string Formula(ModelGraph graph, Node node, Dictionary<int, string> names) =>
        System.Text.RegularExpressions.Regex.Replace(NodeText.Formula(graph, node, names), @"\s{2,}.*$", "");

    private static void Mermaid(SourceWriter writer, CompiledModel model, ModelGraph graph, Dictionary<int, string> names)
    {
        List<string> lines = ["graph TD"];
        foreach (KernelCall call in model.Calls)
        {
            lines.Add($"  n{call.Node.Output}[\"{Formula(graph, call.Node, names).Replace("\"", "'")}\"]");
            lines.AddRange(call.Node.Inputs.Where(input => model.Calls.Any(other => other.Node.Output == input)).Distinct().Select(input => $"  n{input} --> n{call.Node.Output}"));
        }

        foreach (RepeatNode repeat in graph.Nodes.OfType<RepeatNode>())
        {
            lines.AddRange(repeat.Bodies.SelectMany(body => body.Nodes.Where(node => node is not TapNode && node.Inputs.Contains(body.Input)).Select(node => $"  n{repeat.Input} --> n{node.Output}")));
            lines.AddRange(graph.Nodes.Where(node => node is not TapNode && node.Inputs.Contains(repeat.Output)).Select(node => $"  n{repeat.Bodies[repeat.Layers[repeat.Layers.Count - 1]].Output} --> n{node.Output}"));
        }

        writer.Line("private const string Diagram = \"\"\"");
        foreach (string line in lines)
        {
            writer.Line($"    {line}");
        }

        writer.Line("    \"\"\";");
    }
}
