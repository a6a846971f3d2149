using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using Etch.Numerics.Tests.Support;
using Etch.Reference;

namespace Etch.Numerics.Tests.Processes;

/// <summary>What a child process proves first: the runtime's switch did what it says. ETCH_EXPECTED_SETS names what must be left.</summary>
public sealed class SwitchTests
{
    [Fact]
    public void TheSwitchWorked()
    {
        string? expected = Environment.GetEnvironmentVariable("ETCH_EXPECTED_SETS");
        Assert.SkipWhen(expected is null, "No process asks: ETCH_EXPECTED_SETS is not set.");
        Assert.Equal(expected, string.Join(',', Machine.InstructionSets));
        Assert.Equal(expected!.Contains("Avx512", StringComparison.Ordinal), Avx512F.IsSupported);
        Assert.Equal(expected.Contains("Avx2", StringComparison.Ordinal), Avx2.IsSupported);
        Assert.Equal(Environment.GetEnvironmentVariable("DOTNET_EnableHWIntrinsic") != "0", Vector128.IsHardwareAccelerated);

        // And a model takes the best that is left, without being told.
        using IDisposable model = Catalogue.Of("LlamaShape").Load();
        Assert.Equal(Machine.InstructionSets[0], ((IModel<ILanguageModel>)model).InstructionSet);
    }
}
