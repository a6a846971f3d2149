using Etch.Generator.Kernels;

namespace Etch.Generator.Isa;

/// <summary>Arm64 with Advanced SIMD (NEON): 4 lanes, 32 registers.</summary>
internal static class AdvSimdTable
{
    public static InstructionSet Set { get; } = new()
    {
        Name = "AdvSimd",
        Lanes = 4,
        Guard = "AdvSimd.Arm64.IsSupported",
        Vector = "Vector128<float>",
        Factory = "Vector128",
        Intrinsics = "Arm.AdvSimd",
        Spelling = new Dictionary<KernelOp, string>(Spellings.Common)
        {
            [KernelOp.Fma] = "Isa.FusedMultiplyAdd({2}, {0}, {1})",
            [KernelOp.Sqrt] = "AdvSimd.Arm64.Sqrt({0})",
            [KernelOp.SwapPairs] = "AdvSimd.ReverseElement32({0}.AsInt64()).AsSingle()",
        },
        Fold =
        [
            "Vector128<float> low = {op}(v0, v2), high = {op}(v1, v3), four = {op}(low, high);",
            .. Spellings.LastSteps,
        ],
        ProductTile = new Tile(Rows: 4, Vectors: 4, Unroll: 1),
        PairedTile = new Tile(Rows: 4, Vectors: 4, Unroll: 1),
        AttentionTile = new Tile(Rows: 4, Vectors: 4, Unroll: 1),
    };
}
