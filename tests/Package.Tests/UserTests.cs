using System.Text;

namespace Etch.Package.Tests;

/// <summary>Fresh projects that know only the packages: they build without a warning and run, also as NativeAOT binaries.</summary>
public class UserTests(Feed feed)
{
    /// <summary>A program of twelve lines of model; it writes a file of weights, loads it and answers.</summary>
    private const string Model = """
        using Etch;
        namespace Models;

        [Transformer(Width = 32, Context = 64)]
        [Tokens(96), LearnedPositions]
        [Repeat(2)]
        [LayerNorm, Attention(4), Causal, Residual]
        [LayerNorm, FeedForward(48, Activation.GeluTanh), Residual]
        [End]
        [LayerNorm, LanguageModelHead(Tied = true)]
        [Checkpoint(Naming.Gpt2)]
        public sealed partial class Tiny;
        """;

    private static string Answer(string name, string weights) => $$"""
        using var model = Models.{{name}}.Load(Path.Combine(AppContext.BaseDirectory, "{{weights}}"));
        using var session = model.CreateSession(1);
        float[] logits = session.Forward([5, 11, 17]).ToArray();
        Console.WriteLine($"{{name}} {model.InstructionSet} {logits.Length} {Array.TrueForAll(logits, float.IsFinite)} {logits.Distinct().Count() > 1}");

        """;

    private const string Content = """<None Include="model/**" CopyToOutputDirectory="PreserveNewest" CopyToPublishDirectory="PreserveNewest" />""";

    [Fact]
    public void AModelOfTwelveLinesBuildsRunsAndIsPublished()
    {
        Solution solution = new(feed, "twelve lines");
        solution.Program("App", solution.Package() + Content, ("Tiny.cs", Model), ("Program.cs", Answer("Tiny", "model")));
        RandomModel.Write(solution.PathOf("App", "model"), width: 32, context: 64, vocabulary: 96, hidden: 48, layers: 2);
        solution.Build("App");
        AssertAnswers(solution.Run("App"), "Tiny", 96);
        AssertAnswers(solution.PublishAndRunNative("App"), "Tiny", 96);
    }

    [Fact]
    public void AConfigurationAndAFolderOfWeightsAreEnough()
    {
        Solution solution = new(feed, "config");
        solution.Program("App", solution.Package() + Content + """<AdditionalFiles Include="model/config.json" />""",
            ("Tiny.cs", "[Etch.Transformer(\"config.json\")] public sealed partial class Tiny;".Replace("[Etch", "namespace Models; [Etch")), ("Program.cs", Answer("Tiny", "model")));
        RandomModel.Write(solution.PathOf("App", "model"), width: 24, context: 32, vocabulary: 80, hidden: 96, layers: 1);
        solution.Build("App");
        AssertAnswers(solution.Run("App"), "Tiny", 80);
    }

    [Fact]
    public void TwoModelsInTwoProjectsLiveInOneSolution()
    {
        Solution solution = new(feed, "two");
        solution.Library("First", solution.Package(), ("Tiny.cs", Model.Replace("class Tiny", "class First", StringComparison.Ordinal)));
        solution.Library("Second", solution.Package(), ("Tiny.cs", Model.Replace("class Tiny", "class Second", StringComparison.Ordinal).Replace("FeedForward(48", "FeedForward(64", StringComparison.Ordinal)));
        solution.Program("App", """<ProjectReference Include="../First/First.csproj" /><ProjectReference Include="../Second/Second.csproj" />""" + Content,
            ("Program.cs", $"{{\n{Answer("First", "model/first")}}}\n{{\n{Answer("Second", "model/second")}}}\n"));
        RandomModel.Write(solution.PathOf("App", "model", "first"), width: 32, context: 64, vocabulary: 96, hidden: 48, layers: 2);
        RandomModel.Write(solution.PathOf("App", "model", "second"), width: 32, context: 64, vocabulary: 96, hidden: 64, layers: 2);
        solution.DotNetTool("new", "sln", "-n", "Two", "--format", "sln");
        solution.DotNetTool("sln", "Two.sln", "add", "First", "Second", "App");
        solution.Build("Two.sln");
        string output = solution.Run("App");
        AssertAnswers(output, "First", 96);
        AssertAnswers(output, "Second", 96);
    }

    /// <summary>The library is compiled with unsafe code; the program needs none, and still has the library's instruction set as a binary.</summary>
    [Fact]
    public void AProgramNeedsOnlyALibraryThatUsesEtch()
    {
        Solution solution = new(feed, "library");
        solution.Library("Library", solution.Package(), ("Tiny.cs", Model));
        solution.Program("App", """<ProjectReference Include="../Library/Library.csproj" />""" + Content, ("Program.cs", Answer("Tiny", "model")));
        RandomModel.Write(solution.PathOf("App", "model"), width: 32, context: 64, vocabulary: 96, hidden: 48, layers: 2);
        solution.Build("App");
        AssertAnswers(solution.Run("App"), "Tiny", 96);
        string native = solution.DotNetTool("msbuild", "App", "-getProperty:IlcInstructionSet", "-getProperty:AllowUnsafeBlocks", "-p:PublishAot=true", "-p:RuntimeIdentifier=linux-x64");
        Assert.Contains("\"IlcInstructionSet\": \"x86-64-v3\"", native, StringComparison.Ordinal);
        Assert.DoesNotContain("\"AllowUnsafeBlocks\": \"true\"", native, StringComparison.Ordinal);
    }

    [Fact]
    public void InstructionSetsAreChosenByAProperty()
    {
        Solution solution = new(feed, "sets");
        solution.Library("Library", solution.Package(), ("Tiny.cs", Model), ("Directory.Build.props", """
            <Project><PropertyGroup><EtchInstructionSets>Avx2;AdvSimd</EtchInstructionSets><EmitCompilerGeneratedFiles>true</EmitCompilerGeneratedFiles></PropertyGroup></Project>
            """));
        solution.Build("Library");
        IEnumerable<string> files = Directory.GetFiles(solution.PathOf("Library", "obj"), "Models.Tiny.*.cs", SearchOption.AllDirectories).Select(file => Path.GetFileName(file));
        Assert.Equal(["Models.Tiny.AdvSimd.g.cs", "Models.Tiny.Avx2.g.cs", "Models.Tiny.Portable.g.cs", "Models.Tiny.g.cs"], files.Order(StringComparer.Ordinal));
    }

    /// <summary>Etch.Testing runs the generator of the packages, whether Etch is referenced by the project itself or comes with Etch.Testing.</summary>
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void SnapshotsAreTakenWithThePackagedGenerator(bool direct)
    {
        Solution solution = new(feed, "snapshots " + direct);
        solution.Program("Tests", (direct ? solution.Package() : "") + solution.Package("Etch.Testing"), ("Program.cs", $$""""
            using Etch.Testing;
            GeneratedCode code = GeneratedCode.FromSource("""
            {{Model}}
            """, new SnapshotOptions { ForwardPassOnly = true });
            Console.WriteLine((string)AppContext.GetData("Etch.Testing.Generator")!);
            Console.WriteLine($"{code.Diagnostics.Count} {code.Documents.Single().Name} {code.Documents[0].Text.Contains("LayerNorm32<K>")}");
            """"));
        solution.Build("Tests");
        string[] output = solution.Run("Tests").Split('\n', StringSplitOptions.TrimEntries);
        Assert.Contains(feed.Variables["NUGET_PACKAGES"], output[0], StringComparison.Ordinal);
        Assert.Equal("0 Models.Tiny.g.cs True", output[1]);
    }

    private static void AssertAnswers(string output, string name, int logits) => Assert.Matches($@"(?m)^{name} \w+ {logits} True True\r?$", output);
}
