using Etch.Generator.Graph;
using Etch.Generator.Isa;
using Etch.Generator.Kernels;
using Etch.Generator.Spec;

namespace Etch.Generator.Passes;

/// <summary>
/// Says how each product's panels lie, and that a tied table is read from them. Needs: ChooseTiles. Establishes: Layout on every product,
/// and on each gather whose table a product packs.
/// </summary>
internal static class ChooseLayouts
{
    public static ModelGraph Run(ModelGraph graph, InstructionSet isa)
    {
        ModelGraph products = graph.WithNodes((nodes, _) => nodes.Select(node => node is ProductNode product
            ? product with { Layout = new PanelLayout(product.Tile!.Vectors * isa.Lanes, isa.Lanes, product.Paired) }
            : node).ToEquatableArray());
        Dictionary<Weight, PanelLayout> packed = [];
        foreach (ProductNode product in products.AllNodes.OfType<ProductNode>().Where(product => product.Matrices.Count == 1))
        {
            packed[product.Matrices[0]] = product.Layout!;
        }

        return products.WithNodes((nodes, _) => nodes.Select(node => node is GatherNode { Table: { } table } gather && packed.TryGetValue(table, out PanelLayout layout)
            ? gather with { Layout = layout }
            : node).ToEquatableArray());
    }
}
