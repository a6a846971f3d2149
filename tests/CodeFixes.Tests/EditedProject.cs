using System.Collections.Immutable;
using Etch.Generator;
using Etch.Generator.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Etch.CodeFixes.Tests;

/// <summary>A user's project in an editor: one file, perhaps a config.json.</summary>
internal sealed class EditedProject : IDisposable
{
    private static readonly CSharpParseOptions s_parse = new(LanguageVersion.Latest);

    private static readonly IReadOnlyList<MetadataReference> s_references =
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(path => Path.GetFileName(path) is var name && (name.StartsWith("System.", StringComparison.Ordinal) || name is "netstandard.dll" or "mscorlib.dll"))
            .Select(path => MetadataReference.CreateFromFile(path)),
        MetadataReference.CreateFromFile(typeof(ILanguageModel).Assembly.Location),
    ];

    private readonly AdhocWorkspace _workspace = new();
    private Solution _solution;
    private readonly DocumentId _file;
    private readonly DocumentId? _config;

    public EditedProject(string source, string? config = null)
    {
        ProjectId id = ProjectId.CreateNewId();
        ProjectInfo info = ProjectInfo.Create(
            id, VersionStamp.Default, "Project", "Project", LanguageNames.CSharp,
            compilationOptions: new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, optimizationLevel: OptimizationLevel.Release, allowUnsafe: true),
            parseOptions: s_parse, metadataReferences: s_references);
        _file = DocumentId.CreateNewId(id);
        _solution = _workspace.CurrentSolution.AddProject(info)
            .AddDocument(DocumentId.CreateNewId(id), "Usings.cs", "global using System; global using Etch;").AddDocument(_file, "Model.cs", source);
        if (config is not null)
        {
            _config = DocumentId.CreateNewId(id);
            _solution = _solution.AddAdditionalDocument(_config, "config.json", config, filePath: "/project/config.json");
        }
    }

    public async Task<string> Text() => (await _solution.GetDocument(_file)!.GetTextAsync()).ToString();

    public async Task<string> Config() => (await _solution.GetAdditionalDocument(_config!)!.GetTextAsync()).ToString();

    /// <summary>Applies the first mend that a fix offers for a diagnostic, and returns what the editor called it; null where it offers none.</summary>
    public async Task<string?> Mend(CodeFixProvider fix, string id)
    {
        Document document = _solution.GetDocument(_file)!;
        SyntaxTree? tree = await document.GetSyntaxTreeAsync();
        Diagnostic diagnostic = (await Diagnostics()).First(diagnostic => diagnostic.Id == id && diagnostic.Location.SourceTree == tree);
        Assert.Contains(id, fix.FixableDiagnosticIds);
        List<CodeAction> actions = [];
        await fix.RegisterCodeFixesAsync(new CodeFixContext(document, diagnostic, (action, _) => actions.Add(action), TestContext.Current.CancellationToken));
        if (actions.Count == 0)
        {
            return null;
        }

        _solution = Assert.Single(await actions[0].GetOperationsAsync(TestContext.Current.CancellationToken)) is ApplyChangesOperation changes
            ? changes.ChangedSolution : throw new InvalidOperationException("The fix does more than change files.");
        return actions[0].Title;
    }

    /// <summary>Errors of the compiler and of Etch, with the generated code.</summary>
    public async Task<ImmutableArray<Diagnostic>> Errors() => [.. (await Diagnostics()).Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error)];

    public void Dispose() => _workspace.Dispose();

    private async Task<ImmutableArray<Diagnostic>> Diagnostics()
    {
        Compilation plain = (await _solution.Projects.Single().GetCompilationAsync())!;
        ImmutableArray<AdditionalText> texts = _solution.Projects.Single().AnalyzerOptions.AdditionalFiles;
        CSharpGeneratorDriver.Create([new TransformerGenerator().AsSourceGenerator()], texts, s_parse).RunGeneratorsAndUpdateCompilation(plain, out Compilation with, out _);
        ImmutableArray<Diagnostic> said = await with.WithAnalyzers([new DeclarationAnalyzer()], new AnalyzerOptions(texts)).GetAnalyzerDiagnosticsAsync();
        return [.. said, .. with.GetDiagnostics()];
    }
}
