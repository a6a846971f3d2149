using System.Collections.Immutable;
using Etch.Generator.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Etch.Generator.Tests.Support;

/// <summary>A user's project in memory: its files, its settings. Every run of the generator goes through here and is checked for caching.</summary>
internal sealed record TestProject(string Source)
{
    private static readonly ImmutableArray<MetadataReference> s_references =
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(path => Path.GetFileName(path) is var name && (name.StartsWith("System.", StringComparison.Ordinal) || name is "netstandard.dll" or "mscorlib.dll"))
            .Select(path => (MetadataReference)MetadataReference.CreateFromFile(path)),
        MetadataReference.CreateFromFile(typeof(ILanguageModel).Assembly.Location),
    ];

    /// <summary>The folder that the project seems to lie in; it must show in no generated text.</summary>
    public const string Folder = "/home/somebody/a project/";

    /// <summary>The AdditionalFiles: names and texts.</summary>
    public ImmutableArray<(string Name, string Text)> Files { get; init; } = [];

    /// <summary>MSBuild properties that the compiler sees.</summary>
    public ImmutableDictionary<string, string> Properties { get; init; } = ImmutableDictionary<string, string>.Empty;

    public bool AllowsUnsafe { get; init; } = true;

    public bool IsOptimised { get; init; } = true;

    public LanguageVersion Language { get; init; } = LanguageVersion.Latest;

    /// <summary>The framework that is referenced; the one that the tests run on, or an old one that has nothing but its name.</summary>
    public ImmutableArray<MetadataReference> Framework { get; init; } = s_references;

    private CSharpParseOptions Parse => new(Language);

    public static TestProject WithConfig(string config, string source = "[Transformer(\"config.json\")] public sealed partial class Model;") =>
        new(source) { Files = [("config.json", config)] };

    public TestProject For(string instructionSets) => this with { Properties = Properties.SetItem("build_property.EtchInstructionSets", instructionSets) };

    /// <summary>The user's compilation, before the generator.</summary>
    public CSharpCompilation Compilation => CSharpCompilation.Create(
        "Project",
        [
            CSharpSyntaxTree.ParseText("global using System; global using Etch;", Parse, Folder + "Usings.cs"),
            CSharpSyntaxTree.ParseText(Source, Parse, Folder + "Model.cs"),
            CSharpSyntaxTree.ParseText("internal static class Unrelated;", Parse, Folder + "Unrelated.cs"),
        ],
        Framework,
        new CSharpCompilationOptions(
            OutputKind.DynamicallyLinkedLibrary,
            optimizationLevel: IsOptimised ? OptimizationLevel.Release : OptimizationLevel.Debug,
            allowUnsafe: AllowsUnsafe,
            nullableContextOptions: NullableContextOptions.Enable));

    /// <summary>Runs the generator twice, the second time after an edit elsewhere, for which nothing may be made again.</summary>
    public GeneratedProject Generate()
    {
        CSharpCompilation compilation = Compilation;
        GeneratorDriver driver = CSharpGeneratorDriver.Create(
            [new TransformerGenerator().AsSourceGenerator()],
            Files.Select(file => (AdditionalText)new TextFile(Folder + file.Name, file.Text)),
            Parse,
            new BuildProperties(Properties),
            new GeneratorDriverOptions(IncrementalGeneratorOutputKind.None, trackIncrementalGeneratorSteps: true));
        driver = driver.RunGeneratorsAndUpdateCompilation(compilation, out Compilation with, out ImmutableArray<Diagnostic> own);
        Assert.Empty(own);
        GeneratorRunResult first = Assert.Single(driver.GetRunResult().Results);
        Assert.Null(first.Exception);

        SyntaxTree unrelated = compilation.SyntaxTrees[2];
        CSharpCompilation edited = compilation.ReplaceSyntaxTree(
            unrelated, CSharpSyntaxTree.ParseText("internal static class Unrelated { public static int Answer => 42; }", Parse, unrelated.FilePath));
        GeneratorRunResult second = Assert.Single(driver.RunGenerators(edited).GetRunResult().Results);
        StepCheck.NothingRunsAgain(first, second);
        StepCheck.NothingHoldsTheCompilation(first);
        return new GeneratedProject(with, [.. first.GeneratedSources.Select(file => (file.HintName, file.SourceText.ToString()))]);
    }

    /// <summary>What the analyzer says, in the order of the places. The generated files are part of what it sees, as in a build.</summary>
    public ImmutableArray<Diagnostic> Analyze(Compilation? compilation = null)
    {
        AnalyzerOptions options = new([.. Files.Select(file => (AdditionalText)new TextFile(Folder + file.Name, file.Text))], new BuildProperties(Properties));
        ImmutableArray<Diagnostic> said = (compilation ?? Compilation).WithAnalyzers([new DeclarationAnalyzer()], options).GetAnalyzerDiagnosticsAsync().GetAwaiter().GetResult();
        return [.. said.OrderBy(diagnostic => diagnostic.Location.SourceSpan.Start).ThenBy(diagnostic => diagnostic.Id, StringComparer.Ordinal)];
    }
}

/// <summary>What the generator made of a project.</summary>
/// <param name="Compilation">The project with the generated files.</param>
/// <param name="Files">The generated files in the order they were added.</param>
internal sealed record GeneratedProject(Compilation Compilation, ImmutableArray<(string Name, string Text)> Files)
{
    public string this[string name] => Files.Single(file => file.Name == name).Text;

    /// <summary>The errors of the C# compiler on all files together.</summary>
    public ImmutableArray<Diagnostic> Errors => [.. Compilation.GetDiagnostics().Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error)];

    /// <summary>Fails with the compiler's errors where there are any.</summary>
    public GeneratedProject Compiled()
    {
        Assert.True(Errors.IsEmpty, string.Join("\n", Errors.Take(10)));
        return this;
    }
}
