using System.Diagnostics;
using System.Runtime.Intrinsics.X86;

namespace Etch.Examples.Tests;

/// <summary>The language detector as native programs beside their launcher, as its script publishes them.</summary>
[Trait("Category", "Aot")]
public sealed class BinaryAotTests
{
    private const string Line = "Die Datei konnte nicht geöffnet werden.\n";

    private static readonly string s_folder = Path.Combine(Repository.Root, "artifacts", "aot", "Binary");
    private static readonly Lazy<bool> s_published = new(() =>
    {
        NativePublishing.Run(ProgramRun.Start("sh", Path.Combine(Repository.Root, "examples", "Binary", "publish.sh"), s_folder, "x86-64-v3", "x86-64-v2"));
        return true;
    });

    [Fact]
    public void TheLauncherAnswersAsTheProgramDoesUnderTheJit()
    {
        ProgramRun jit = ProgramRun.Of(ProgramRun.Start(ProgramRun.DotNet, Repository.Example("Binary", "languages")), Line);
        ProgramRun native = ProgramRun.Of(Launcher(), Line);
        Assert.Equal(0, native.ExitCode);
        Assert.Equal(jit.Output, native.Output);
    }

    [Fact]
    public void TheProgramForAnOlderProcessorGivesTheSameAnswer()
    {
        Publish();
        ProgramRun native = ProgramRun.Of(ProgramRun.Start(Path.Combine(s_folder, "languages.x86-64-v2")), Line);
        Assert.Equal(ProgramRun.Of(Launcher(), Line).Output, native.Output);
        Assert.StartsWith("German\t", native.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void BesideItsWeightsItIsSmallAndLinksNothingButTheCLibrary()
    {
        Publish();
        string program = Path.Combine(s_folder, "languages.x86-64-v3");
        long weights = new DirectoryInfo(Path.Combine(Repository.Root, "examples", "Config", "model")).GetFiles().Sum(file => file.Length);
        Assert.InRange(new FileInfo(program).Length - weights, 1, 4_000_000);

        NativePublishing.AssertLinksOnlyTheCLibrary(program);
    }

    private static ProcessStartInfo Launcher()
    {
        Publish();
        return ProgramRun.Start(Path.Combine(s_folder, "languages"));
    }

    private static void Publish()
    {
        NativePublishing.LinkerOrSkip();
        Assert.SkipUnless(Avx2.IsSupported, "this processor has no AVX2");
        Assert.True(s_published.Value);
    }
}
