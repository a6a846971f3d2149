using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;

namespace Etch.Reference;

/// <summary>What this process can run.</summary>
public static class Machine
{
    /// <summary>The instruction sets of this process, best first.</summary>
    public static IReadOnlyList<string> InstructionSets { get; } =
    [
        .. Avx512F.IsSupported && Avx512DQ.IsSupported && Avx512BW.IsSupported ? ["Avx512"] : Array.Empty<string>(),
        .. Avx2.IsSupported && Fma.IsSupported ? ["Avx2"] : Array.Empty<string>(),
        .. AdvSimd.Arm64.IsSupported ? ["AdvSimd"] : Array.Empty<string>(),
        "Portable",
    ];
}
