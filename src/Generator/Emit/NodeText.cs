using Etch.Generator.Graph;
using Etch.Generator.Kernels;
using Etch.Generator.Spec;

namespace Etch.Generator.Emit;

/// <summary>A node as its formula: in the rows of the plan, and with its shapes in the comment above each call.</summary>
internal static class NodeText
{
    /// <summary>The formula, and behind it the shapes that it is about.</summary>
    public static string Line(ModelGraph graph, Node node, IReadOnlyDictionary<int, string> names) => $"{Formula(graph, node, names),-52}{Shapes(graph, node)}".TrimEnd();

    public static string Formula(ModelGraph graph, Node node, IReadOnlyDictionary<int, string> names)
    {
        string Name(int value) => names.TryGetValue(value, out string? name) ? name : graph[value].Name;
        string output = Name(node.Output);
        return node switch
        {
            GatherNode { Table: { } table } gather => $"{output} = {table.Role.Replace(".weight", "")}[{graph[gather.Index].Name}]{Operations(gather.Operations, Name)}",
            GatherNode { Made: { } made } gather => $"{output} = {made.Name}[{graph[gather.Index].Name}]{Operations(gather.Operations, Name)}",
            GatherNode gather => $"{output} = {Name(gather.Source)}[{graph[gather.Index].Name}]",
            NormNode norm => $"{output} = {norm.Kind}Norm({Name(norm.Input.Value)}{Slice(norm.Input, graph)})",
            ProductNode product => Product(product, output, Name),
            MapNode map => $"{output} = {Name(map.Input.Value)}{Operations(map.Operations, Name)}",
            RotateNode rotate => $"{output} = {Name(rotate.Input.Value)}{Slice(rotate.Input, graph)} turned by position, {rotate.Heads} heads",
            AppendNode append => $"{append.State.Name} ← {Name(append.Input.Value)}{Slice(append.Input, graph)}, {append.State.Heads} heads of {append.State.Width}",
            AttentionNode attention => $"{output} = softmax({Name(attention.Query.Value)} · keysᵀ · {attention.Scale}{string.Concat(attention.Terms.Select(term => ", " + term))}; {attention.Visibility}) · values",
            PoolNode pool => $"{output} = {pool.Kind} of {Name(pool.Input)} by run",
            _ => output,
        };
    }

    private static string Shapes(ModelGraph graph, Node node) => node switch
    {
        ProductNode product => $" ({graph[product.Input.Value].Type.Count} × {product.Inner}) · ({product.Inner} × {product.Outer})",
        AppendNode => "",
        _ => $" ({string.Join(" × ", graph[node.Output].Type.Dims)})",
    };

    private static string Product(ProductNode product, string output, Func<int, string> name)
    {
        string x = name(product.Input.Value), matrices = string.Join(" | ", product.Matrices.Select(matrix => Short(matrix.Role)));
        string bias = product.Biases.Count > 0 ? " + b" : "";
        string inner = product.Paired
            ? $"{((GateOperation)product.Operations[0]).Activation}({x} · gate{bias}) ⊙ ({x} · up{bias})"
            : $"{x} · ({matrices}){bias}";
        string rest = Operations(product.Operations.Where(operation => operation is not GateOperation).ToEquatableArray(), name);
        return $"{output} = {inner}{rest}";
    }

    private static string Operations(EquatableArray<Operation> operations, Func<int, string> name) => string.Concat(operations.Select(operation => operation switch
    {
        AddOperation add => $" + {name(add.Other)}",
        MultiplyOperation multiply => $" ⊙ {name(multiply.Other)}",
        BiasOperation => " + b",
        ScaleOperation scale => $" · {scale.Factor}",
        _ => $" |> {operation}",
    }));

    private static string Short(string role)
    {
        string[] words = role.Split('.');
        return words.Length < 2 ? role : words[words.Length - 2];
    }

    private static string Slice(Columns columns, ModelGraph graph) =>
        columns.From == 0 && columns.Width == graph[columns.Value].Type.Width ? "" : $"[{columns.From}..{columns.From + columns.Width}]";
}
