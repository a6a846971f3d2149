using Etch.Numerics.Tests.Goldens;
using Etch.Numerics.Tests.Kernels;
using Etch.Numerics.Tests.Law;
using Etch.Numerics.Tests.Support;
using Etch.Numerics.Tests.Trained;
using Etch.Reference;

namespace Etch.Numerics.Tests.Processes;

/// <summary>The suite where the processor lacks an instruction set: child processes in which the runtime has switched it off.</summary>
public sealed class IsaMatrixTests
{
    private static readonly Type[] s_few = [typeof(SwitchTests), typeof(DigestTests), typeof(GoldenTests), typeof(FunctionKernelTests)];

    private static readonly Type[] s_many = [.. s_few, typeof(LawTests), typeof(CausalLawTests), typeof(MeaningTests), typeof(ShakespeareTests), typeof(SentencesTests)];

    /// <summary>The switches, and what each must leave of Avx512, Avx2 and Portable.</summary>
    public static TheoryData<string, string> Switches => new()
    {
        { "DOTNET_EnableAVX512", "Avx2,Portable" },
        { "DOTNET_EnableAVX2", "Portable" },
        { "DOTNET_EnableHWIntrinsic", "Portable" },
    };

    [Theory]
    [MemberData(nameof(Switches))]
    public void WithoutAnInstructionSetAllHoldsAndTheBitsAreTheSame(string name, string left)
    {
        Assert.SkipUnless(Machine.InstructionSets.Contains("Avx2"), "There is no switch for this processor's instruction sets.");
        string digests = RandomFile.PathOf($"{name}.digests");
        File.WriteAllText(digests, DigestTests.Text);
        (string output, int exitCode) = Child.Run(left == "Portable" ? s_few : s_many, (name, "0"), ("ETCH_EXPECTED_SETS", left), ("ETCH_DIGESTS", digests));
        Assert.True(exitCode == 0, output);
        Assert.Contains("Failed: 0", output);
    }

    /// <summary>A switch that does nothing is noticed.</summary>
    [Fact]
    public void ASwitchThatDoesNothingIsNoticed()
    {
        (string output, int exitCode) = Child.Run([typeof(SwitchTests)], ("ETCH_EXPECTED_SETS", "AdvSimd,Avx512"));
        Assert.NotEqual(0, exitCode);
        Assert.Contains(nameof(SwitchTests.TheSwitchWorked), output);
    }
}
