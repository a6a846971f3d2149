using System.Collections.Immutable;
using Etch.Generator;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;

namespace Etch.Reference;

/// <summary>Runs the generator on a source text, with a configuration file where there is one, as a build would.</summary>
public sealed class GeneratorRun
{
    /// <summary>The framework and the runtime.</summary>
    internal static ImmutableArray<MetadataReference> References { get; } =
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(path => Path.GetFileName(path) is var name && (name.StartsWith("System.", StringComparison.Ordinal) || name is "netstandard.dll" or "mscorlib.dll"))
            .Select(path => (MetadataReference)MetadataReference.CreateFromFile(path)),
        MetadataReference.CreateFromFile(typeof(ILanguageModel).Assembly.Location),
    ];

    private GeneratorRun(Compilation compilation, GeneratorDriver driver) => (Compilation, Driver) = (compilation, driver);

    /// <summary>The compilation with the generated files.</summary>
    public Compilation Compilation { get; }

    /// <summary>The driver after its run.</summary>
    public GeneratorDriver Driver { get; }

    /// <summary>The generated files by name, in the order of their names.</summary>
    public IReadOnlyList<(string Name, string Text)> Files =>
        [.. Driver.GetRunResult().Results.SelectMany(result => result.GeneratedSources).Select(file => (file.HintName, file.SourceText.ToString())).OrderBy(file => file.HintName, StringComparer.Ordinal)];

    /// <summary>Runs the generator.</summary>
    /// <param name="source">The user's file.</param>
    /// <param name="config">A config.json, or null.</param>
    /// <param name="instructionSets">The MSBuild property EtchInstructionSets.</param>
    public static GeneratorRun Run(string source, string? config = null, string instructionSets = "")
    {
        CSharpParseOptions parse = new(LanguageVersion.Latest);
        CSharpCompilation compilation = CSharpCompilation.Create(
            "Generated" + Guid.NewGuid().ToString("N"),
            [CSharpSyntaxTree.ParseText("global using System; global using Etch;", parse), CSharpSyntaxTree.ParseText(source, parse)],
            References,
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, optimizationLevel: OptimizationLevel.Release, allowUnsafe: true, nullableContextOptions: NullableContextOptions.Enable));
        CSharpGeneratorDriver driver = CSharpGeneratorDriver.Create(
            [new TransformerGenerator().AsSourceGenerator()],
            config is null ? [] : [new ConfigText(config)],
            parse,
            new Options(instructionSets),
            new GeneratorDriverOptions(IncrementalGeneratorOutputKind.None, trackIncrementalGeneratorSteps: true));
        GeneratorDriver ran = driver.RunGeneratorsAndUpdateCompilation(compilation, out Compilation with, out _);
        return new GeneratorRun(with, ran);
    }

    private sealed class ConfigText(string text) : AdditionalText
    {
        public override string Path => "config.json";

        public override SourceText GetText(CancellationToken cancellationToken = default) => SourceText.From(text);
    }

    private sealed class Options(string instructionSets) : AnalyzerConfigOptionsProvider
    {
        public override AnalyzerConfigOptions GlobalOptions { get; } = new Values(instructionSets);

        public override AnalyzerConfigOptions GetOptions(SyntaxTree tree) => GlobalOptions;

        public override AnalyzerConfigOptions GetOptions(AdditionalText textFile) => GlobalOptions;
    }

    private sealed class Values(string instructionSets) : AnalyzerConfigOptions
    {
        public override bool TryGetValue(string key, out string value)
        {
            value = key == "build_property.EtchInstructionSets" ? instructionSets : "";
            return value.Length > 0;
        }
    }
}
