using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Etch.Testing;

/// <summary>One run of a generator and its analyzer on sources, as a Release build would have it.</summary>
internal static class Run
{
    private const string Usings = """
        global using System;
        global using System.Collections.Generic;
        global using System.IO;
        global using System.Linq;
        global using System.Threading;
        global using System.Threading.Tasks;
        global using Etch;
        """;

    private static readonly CSharpParseOptions s_parse = new(LanguageVersion.Latest);

    public static GeneratedCode Of(Sources sources, GeneratorFile file, SnapshotOptions? options)
    {
        SnapshotOptions asked = options ?? new SnapshotOptions();
        AnalyzerConfigOptionsProvider properties = new BuildProperties(string.Join(',', asked.InstructionSets));
        ImmutableArray<AdditionalText> texts = [.. sources.Json.Select(text => (AdditionalText)new JsonText(text.Path, text.Text))];
        AnalyzerAssembly assembly = AnalyzerAssembly.Load(file.Path);
        GeneratorDriver driver = CSharpGeneratorDriver.Create(assembly.Generators, texts, s_parse, properties)
            .RunGeneratorsAndUpdateCompilation(Compilation(sources, file), out Compilation compilation, out _);
        GeneratorRunResult result = driver.GetRunResult().Results.Single();
        if (result.Exception is { } exception)
        {
            throw new InvalidOperationException($"The generator '{file.Path}' failed: {exception.Message}", exception);
        }

        ImmutableArray<Diagnostic> said = compilation.WithAnalyzers(assembly.Analyzers, new AnalyzerOptions(texts, properties))
            .GetAnalyzerDiagnosticsAsync().GetAwaiter().GetResult();
        return new GeneratedCode(driver, Diagnostics(said.AddRange(Errors(compilation))), Documents(result, asked));
    }

    private static CSharpCompilation Compilation(Sources sources, GeneratorFile file) => CSharpCompilation.Create(
        "Project",
        [CSharpSyntaxTree.ParseText(Usings, s_parse), .. sources.Code.Select(source => CSharpSyntaxTree.ParseText(source.Text, s_parse, source.Path))],
        file.References,
        new CSharpCompilationOptions(
            OutputKind.DynamicallyLinkedLibrary, optimizationLevel: OptimizationLevel.Release, allowUnsafe: true, nullableContextOptions: NullableContextOptions.Enable));

    /// <summary>What the compiler cannot read of a declaration, such as a word that does not exist: the generator never sees it.</summary>
    private static IEnumerable<Diagnostic> Errors(Compilation compilation) => compilation.GetDiagnostics().Where(diagnostic =>
        diagnostic.Severity == DiagnosticSeverity.Error
        && diagnostic.Location.SourceTree?.GetRoot().FindNode(diagnostic.Location.SourceSpan).FirstAncestorOrSelf<AttributeListSyntax>()?.Parent is ClassDeclarationSyntax model
        && model.AttributeLists.SelectMany(list => list.Attributes).Any(attribute => attribute.Name.ToString().StartsWith("Transformer", StringComparison.Ordinal)));

    private static IReadOnlyList<GeneratedDiagnostic> Diagnostics(IEnumerable<Diagnostic> said) =>
    [
        .. said.OrderBy(diagnostic => diagnostic.Location.GetLineSpan().Path, StringComparer.Ordinal)
            .ThenBy(diagnostic => diagnostic.Location.SourceSpan.Start)
            .ThenBy(diagnostic => diagnostic.Id, StringComparer.Ordinal)
            .Select(diagnostic => new GeneratedDiagnostic(
                diagnostic.Id, diagnostic.Severity.ToString().ToLowerInvariant(), Place(diagnostic.Location), diagnostic.GetMessage(System.Globalization.CultureInfo.InvariantCulture))),
    ];

    private static string Place(Location location) => location.GetLineSpan() is { IsValid: true } span
        ? $"{span.Path}({span.StartLinePosition.Line + 1},{span.StartLinePosition.Character + 1})" : "Project";

    private static IReadOnlyList<GeneratedDocument> Documents(GeneratorRunResult result, SnapshotOptions options)
    {
        IReadOnlyList<GeneratedDocument> whole =
        [
            .. result.GeneratedSources.Select(file => new GeneratedDocument(file.HintName, file.SourceText.ToString().ReplaceLineEndings("\n")))
                .OrderBy(document => document.Name, StringComparer.Ordinal),
        ];
        CheckInstructionSets(whole, options.InstructionSets);
        return [.. whole.Select(document => Excerpt.Of(document, options)).OfType<GeneratedDocument>()];
    }

    /// <summary>A misspelt instruction set would make a snapshot of less than was meant.</summary>
    private static void CheckInstructionSets(IReadOnlyList<GeneratedDocument> documents, IReadOnlyList<string> wanted)
    {
        if (!documents.Any(document => document.Name.EndsWith(".Portable.g.cs", StringComparison.Ordinal)))
        {
            return;
        }

        foreach (string name in wanted.Where(name => !documents.Any(document => document.Name.EndsWith($".{name}.g.cs", StringComparison.OrdinalIgnoreCase))))
        {
            throw new ArgumentException($"The generator knows no instruction set '{name}'; use Avx512, Avx2, AdvSimd or Portable.");
        }
    }
}
