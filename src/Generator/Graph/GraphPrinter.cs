using System.Globalization;
using System.Text;
using Etch.Generator.Passes;
using Etch.Generator.Spec;

namespace Etch.Generator.Graph;

/// <summary>A graph as text, one line a node: what it computes, and what the passes have decided for it so far.</summary>
internal static class GraphPrinter
{
    public static string Print(ModelGraph graph)
    {
        StringBuilder text = new();
        text.Append($"graph {graph.Name}, context {graph.Context}\n");
        foreach (GraphInput input in graph.Inputs)
        {
            Line(text, 0, $"{graph[input.Value]}", input.Role, "input", [graph[input.Value].Type.ToString()]);
        }

        Nodes(text, graph, graph.Nodes, 0);
        foreach (GraphOutput output in graph.Outputs)
        {
            Line(text, 0, "", output.Name, $"output {graph[output.Value]}", []);
        }

        return text.ToString();
    }

    private static void Nodes(StringBuilder text, ModelGraph graph, EquatableArray<Node> nodes, int depth)
    {
        foreach (Node node in nodes)
        {
            if (node is RepeatNode repeat)
            {
                Repeat(text, graph, repeat);
            }
            else
            {
                Value made = graph[node.Output];
                Line(text, depth, made.ToString(), made.Name, Formula(graph, node), Facts(graph, node));
            }
        }
    }

    private static void Repeat(StringBuilder text, ModelGraph graph, RepeatNode repeat)
    {
        for (int body = 0; body < repeat.Bodies.Count; body++)
        {
            IEnumerable<int> layers = repeat.Layers.Select((kind, layer) => (kind, layer)).Where(pair => pair.kind == body).Select(pair => repeat.FirstLayer + pair.layer);
            string shared = repeat.Shared ? ", one set of weights" : "";
            text.Append($"layer {Span([.. layers])}: %{repeat.Bodies[body].Input} carried from %{repeat.Input}{shared}\n");
            Nodes(text, graph, repeat.Bodies[body].Nodes, 2);
        }

        text.Append($"%{repeat.Output} = carried out of the layers\n");
    }

    /// <summary>0..11, or the numbers where some are left out.</summary>
    private static string Span(List<int> layers) =>
        layers.Count == layers[layers.Count - 1] - layers[0] + 1 ? $"{layers[0]}..{layers[layers.Count - 1]}" : string.Join(", ", layers);

    private static void Line(StringBuilder text, int depth, string id, string name, string formula, IEnumerable<string> facts)
    {
        string line = $"{new string(' ', depth)}{id.PadRight(5)}{name.PadRight(11)}{formula.PadRight(58)}{string.Join("   ", facts.Where(fact => fact.Length > 0))}";
        text.Append(line.TrimEnd()).Append('\n');
    }

    private static string Formula(ModelGraph graph, Node node) => node switch
    {
        GatherNode gather => $"Gather({gather.Table?.Role ?? gather.Made?.Name ?? $"%{gather.Source}"}[%{gather.Index}{(gather.Offset == 0 ? "" : $" + {gather.Offset}")}]){Then(gather.Operations)}",
        NormNode norm => $"{norm.Kind}Norm({Part(graph, norm.Input)}; eps {Number(norm.Epsilon)}{(norm.Groups == 1 ? "" : $", {norm.Groups} groups")})",
        ProductNode product => $"Product({Part(graph, product.Input)}){(product.Biases.Count > 0 ? " + biases" : "")}{Then(product.Operations)}",
        MapNode map => $"Map({Part(graph, map.Input)}){Then(map.Operations)}",
        RotateNode rotate => $"Rotate({Part(graph, rotate.Input)} by %{rotate.Positions}; {rotate.Heads} heads, {rotate.Width} places, {rotate.Pairing})",
        AppendNode append => $"Append({append.State.Name} <- {Part(graph, append.Input)} at %{append.Positions})",
        ScoresNode scores => $"Scores({Part(graph, scores.Query)} x %{scores.Keys} . {scores.Scale})",
        TermNode term => $"Term(%{term.Scores}; {term.Term})",
        SoftmaxNode softmax => $"Softmax(%{softmax.Scores}; {softmax.Visibility})",
        MixNode mix => $"Mix(%{mix.Probabilities} x %{mix.Values})",
        AttentionNode attention => $"Attention({Part(graph, attention.Query)} x %{attention.Keys}, %{attention.Values}; {attention.Scale}{string.Concat(attention.Terms.Select(term => $", {term}"))}; {attention.Visibility})",
        PoolNode pool => $"Pool({pool.Kind} of %{pool.Input})",
        TapNode tap => $"Tap(%{tap.Input})",
        _ => node.GetType().Name,
    };

    /// <summary>A value, and which of its columns where not all of them.</summary>
    private static string Part(ModelGraph graph, Columns columns) =>
        columns.From == 0 && columns.Width == graph[columns.Value].Type.Width ? $"%{columns.Value}" : columns.ToString();

    private static string Then(EquatableArray<Operation> operations) =>
        string.Concat(operations.Select(operation => operation is BiasOperation or AddOperation or ScaleOperation ? $" {operation}" : $" |> {operation}"));

    /// <summary>Type and parameters from the paper; place, tile, layout and split once a pass has decided them.</summary>
    private static IEnumerable<string> Facts(ModelGraph graph, Node node)
    {
        Value made = graph[node.Output];
        yield return made.Place is null ? made.Type.ToString() : $"-> {made.Place} {made.Type}";
        yield return node switch
        {
            ProductNode product => $"{product.Inner} x {product.Outer}{Fact("tile ", product.Tile)}{Fact("", product.Layout)}",
            AttentionNode attention => $"{attention.Heads} heads of {attention.HeadWidth}{Fact("tile ", attention.Tile)}",
            _ => "",
        };
        yield return node.Split == Split.None ? "" : $"split {node.Split.ToString().ToLowerInvariant()}";
        yield return string.Join(", ", node.Weights.Where(weight => weight.Role.Length > 0).Select(weight => weight.Role));
    }

    private static string Fact(string name, object? decided) => decided is null ? "" : $"   {name}{decided}";

    private static string Number(float value) => value.ToString("R", CultureInfo.InvariantCulture);
}
