using Etch.Generator.Graph;
using Etch.Generator.Isa;
using Etch.Generator.Spec;

namespace Etch.Generator.Passes;

/// <summary>Gives products and attention the register tile of a machine. Needs: an instruction set's row of tiles. Establishes: Tile on each.</summary>
internal static class ChooseTiles
{
    public static ModelGraph Run(ModelGraph graph, InstructionSet isa) =>
        graph.WithNodes((nodes, _) => nodes.Select(node => Choose(node, isa)).ToEquatableArray());

    private static Node Choose(Node node, InstructionSet isa) => node switch
    {
        ProductNode { Paired: true } product => product with { Tile = isa.PairedTile },
        ProductNode product => product with { Tile = isa.ProductTile },
        AttentionNode attention => attention with { Tile = isa.AttentionTile },
        _ => node,
    };
}
