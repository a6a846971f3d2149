using System.Text.RegularExpressions;
using Etch.Numerics.Tests.Law;
using Etch.Numerics.Tests.Support;
using Etch.Reference;

namespace Etch.Numerics.Tests.Processes;

/// <summary>The JIT says of each method how it compiled it: a kernel that grew past a limit of the JIT, or was built without optimisation, is seen here.</summary>
public sealed class JitTests
{
    [Fact]
    public void EveryKernelIsFullyOptimised()
    {
        string summary = RandomFile.PathOf("jit.txt");
        (string output, int exitCode) = Child.Run([typeof(DigestTests)], ("DOTNET_JitStdOutFile", summary), ("DOTNET_JitDisasmSummary", "1"), ("ETCH_DIGESTS_OUT", RandomFile.PathOf("jit.digests")));
        Assert.True(exitCode == 0, output);
        string best = $"+{Machine.InstructionSets[0]}Kernels:";
        string[] kernels = [.. File.ReadAllLines(summary).Where(line => line.Contains(best, StringComparison.Ordinal))];
        Assert.True(kernels.Length > 100, $"The JIT told of {kernels.Length} kernels.");
        Assert.All(kernels, line => Assert.True(IsFull(line), line));
    }

    /// <summary>"  12: JIT compiled A.Model+Avx512Kernels:Product(...) [FullOpts, IL size=…]"; getters such as IsSupported may begin in a lower tier.</summary>
    private static bool IsFull(string line) => line.Contains("[FullOpts", StringComparison.Ordinal) || Regex.IsMatch(line, @":(get_IsSupported|FoldSum|FoldMax|Greater)\(");
}
