using System.Text;
using Etch.Generator.Graph;
using Etch.Generator.Spec;

namespace Etch.Generator.Kernels;

/// <summary>Names that a reader of generated code meets: of kernels and of weight slots.</summary>
internal static class Names
{
    /// <summary>What a kernel is called, before numbers tell equal names apart.</summary>
    public static string Kernel(ModelGraph graph, Node node) => node switch
    {
        ProductNode product => $"Product{product.Inner}{(product.Biases.Count > 0 ? "Bias" : "")}{Suffix(product.ShortOperations)}{(product.Paired ? "Pair" : "")}",
        NormNode { Kind: NormKind.Layer } norm => $"LayerNorm{norm.Input.Width / norm.Groups}",
        NormNode { Kind: NormKind.Rms } norm => $"RmsNorm{norm.Input.Width / norm.Groups}",
        NormNode norm => $"Normalize{norm.Input.Width / norm.Groups}",
        RotateNode rotate => $"Rotate{rotate.Heads}x{rotate.Input.Width / rotate.Heads}",
        AppendNode append => $"Append{Pascal(append.State.Name)}{append.State.Heads}x{append.State.Width}",
        AttentionNode attention => $"Attention{attention.Heads}x{attention.HeadWidth}",
        GatherNode { Source: >= 0 } => $"Rows{graph[node.Output].Type.Width}",
        GatherNode => $"Embed{graph[node.Output].Type.Width}{Suffix(((GatherNode)node).Operations)}",
        MapNode map => map.Operations.Count == 0 ? $"Copy{map.Input.Width}" : $"Map{map.Input.Width}{Suffix(map.Operations)}",
        PoolNode pool => $"Pool{pool.Kind}{graph[pool.Output].Type.Width}",
        _ => node.GetType().Name,
    };

    /// <summary>What the kernel of a product's long operations is called.</summary>
    public static string Finish(ModelGraph graph, ProductNode product) => $"{Suffix(product.LongOperations)}{graph[product.Output].Type.Width}";

    /// <summary>Operations as the end of a formula.</summary>
    public static string Then(IEnumerable<Operation> operations) => string.Concat(operations.Select(operation => operation switch
    {
        AddOperation => " + other",
        MultiplyOperation => " ⊙ other",
        BiasOperation or ScaleOperation => $" {operation}",
        _ => $" |> {operation}",
    }));

    /// <summary>"layers.{layer}.0.attention.query.weight" and its siblings become "Layer0AttentionQueryKeyValueWeight".</summary>
    public static string Slot(EquatableArray<Weight> weights)
    {
        List<string[]> roles = [.. weights.Select(weight => weight.Role.Replace("layers.{layer}.", "layer").Split('.'))];
        StringBuilder name = new();
        for (int part = 0; part < roles.Max(role => role.Length); part++)
        {
            foreach (string word in roles.Where(role => part < role.Length).Select(role => role[part]).Distinct())
            {
                name.Append(Pascal(word));
            }
        }

        return name.ToString();
    }

    /// <summary>The different rules of what a row sees, in the order of their first use.</summary>
    public static IEnumerable<Visibility> Visibilities(ModelGraph graph) =>
        graph.AllNodes.OfType<AttentionNode>().Select(node => node.Visibility).Distinct();

    public static string Pascal(string word) => word.Length == 0 ? "" : char.ToUpperInvariant(word[0]) + word.Substring(1);

    private static string Suffix(EquatableArray<Operation> operations) => string.Concat(operations.Select(operation => operation switch
    {
        BiasOperation => "Bias",
        ActivateOperation activate => activate.Activation.ToString(),
        GateOperation gate => $"{gate.Activation}Gate",
        AddOperation => "Add",
        MultiplyOperation => "Multiply",
        ScaleOperation => "Scale",
        SoftCapOperation => "SoftCap",
        _ => "",
    }));
}
