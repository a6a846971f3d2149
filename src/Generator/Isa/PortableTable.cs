using Etch.Generator.Kernels;

namespace Etch.Generator.Isa;

/// <summary>Any machine that runs .NET: 4 lanes of the runtime's own vectors, which fall back to one float at a time where there is no hardware.</summary>
internal static class PortableTable
{
    public static InstructionSet Set { get; } = new()
    {
        Name = "Portable",
        Lanes = 4,
        Guard = "true",
        Vector = "Vector128<float>",
        Factory = "Vector128",
        Intrinsics = "Vector128",
        Spelling = new Dictionary<KernelOp, string>(Spellings.Common)
        {
            [KernelOp.SwapPairs] = "V.Shuffle({0}, V.Create(1, 0, 3, 2))",
        },
        Fold = AdvSimdTable.Set.Fold,
        ProductTile = new Tile(Rows: 2, Vectors: 3, Unroll: 1),
        PairedTile = new Tile(Rows: 2, Vectors: 2, Unroll: 1),
        AttentionTile = new Tile(Rows: 2, Vectors: 3, Unroll: 1),
    };
}
