using System.Collections.Concurrent;
using Etch.Reference;

namespace Etch.Examples.Tests;

/// <summary>Shakespeare published as a NativeAOT binary: one instruction set, no other library, the same text.</summary>
[Trait("Category", "Aot")]
public sealed class AotTests
{
    private static readonly string[] s_arguments = ["--prompt", "KING:", "--seed", "23", "--tokens", "100"];
    private static readonly ConcurrentDictionary<string, string> s_published = [];

    [Fact]
    public void WithoutAPropertyItHasAvx2() => AssertSameText(Publish(""), "Avx2");

    [Fact]
    public void EtchInstructionSetChoosesAvx512()
    {
        Assert.SkipUnless(Machine.InstructionSets.Contains("Avx512"), "this processor has no AVX-512");
        AssertSameText(Publish("x86-64-v4"), "Avx512");
    }

    [Fact]
    public void ItLinksNothingButTheCLibrary() => NativePublishing.AssertLinksOnlyTheCLibrary(Publish(""));

    private static void AssertSameText(string binary, string instructionSet)
    {
        ProgramRun native = ProgramRun.Of(ProgramRun.Start(binary, s_arguments)), jit = ProgramRun.Example("Shakespeare", s_arguments);
        Assert.Equal(0, native.ExitCode);
        Assert.StartsWith(instructionSet, native.Errors, StringComparison.Ordinal);
        Assert.Equal(jit.Output, native.Output);
    }

    private static string Publish(string instructionSet)
    {
        string linker = NativePublishing.LinkerOrSkip();
        return s_published.GetOrAdd(instructionSet, set => PublishWith(set, linker));
    }

    private static string PublishWith(string instructionSet, string linker)
    {
        // Apart from the folders of the other builds, so that none is disturbed, and kept, so that the next run has less to do.
        string artifacts = Path.Combine(Repository.Root, "artifacts", "aot"), output = Path.Combine(artifacts, "Shakespeare" + instructionSet);
        NativePublishing.Run(ProgramRun.Start(
            ProgramRun.DotNet, "publish", Path.Combine(Repository.Root, "examples", "Shakespeare"), "-c", "Release", "-r", "linux-x64", "-o", output,
            "--artifacts-path", artifacts, "--nodeReuse:false", "-p:PublishAot=true", $"-p:EtchInstructionSet={instructionSet}",
            $"-p:CppCompilerAndLinker={linker}", "-p:UseSharedCompilation=false"));
        return Path.Combine(output, "Shakespeare");
    }
}
