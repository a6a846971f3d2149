namespace Etch.Generator.Graph;

/// <summary>What a graph costs, counted from its nodes.</summary>
internal static class ModelCost
{
    /// <summary>Elements of all parameters, each role and layer once.</summary>
    public static long Parameters(ModelGraph graph)
    {
        long plain = graph.Nodes.Where(node => node is not RepeatNode).SelectMany(node => node.Weights).Where(weight => weight.Role.Length > 0).Distinct().Sum(weight => weight.Elements);
        return plain + graph.Nodes.OfType<RepeatNode>().Sum(Parameters);
    }

    /// <summary>Floating-point operations of the products for one row, all layers.</summary>
    public static long FlopsPerRow(ModelGraph graph) => Flops(graph.Nodes) + graph.Nodes.OfType<RepeatNode>().Sum(repeat => repeat.Layers.Sum(body => Flops(repeat.Bodies[body].Nodes)));

    private static long Flops(IEnumerable<Node> nodes) => nodes.OfType<ProductNode>().Sum(product => 2L * product.Inner * product.Outer);

    private static long Parameters(RepeatNode repeat)
    {
        long Of(int body, bool perLayer) => repeat.Bodies[body].Nodes.SelectMany(node => node.Weights).Where(weight => weight.Role.Length > 0 && weight.IsPerLayer == perLayer).Distinct().Sum(weight => weight.Elements);
        return repeat.Layers.Sum(body => Of(body, perLayer: true)) + repeat.Layers.Distinct().Sum(body => Of(body, perLayer: false));
    }
}
