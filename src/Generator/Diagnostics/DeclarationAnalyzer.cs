using System.Collections.Immutable;
using Etch.Generator.Parsing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Etch.Generator.Diagnostics;

/// <summary>Says at the offending word what is wrong with a model's declaration. The generator reads it with the same code and prints no half a model.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class DeclarationAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [.. Descriptors.All];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.RegisterCompilationStartAction(start =>
        {
            ImmutableArray<AdditionalText> files = start.Options.AdditionalFiles;
            Lazy<ImmutableArray<ConfigFile>> configs = new(() => Configs(files));
            start.RegisterSymbolAction(symbol => Analyze(symbol, configs), SymbolKind.NamedType);
        });
    }

    private static ImmutableArray<ConfigFile> Configs(ImmutableArray<AdditionalText> files) =>
    [
        .. files.Where(file => file.Path.EndsWith(".json", StringComparison.OrdinalIgnoreCase)).Select(file => new ConfigFile(file.Path, file.GetText()?.ToString() ?? "")),
    ];

    private static void Analyze(SymbolAnalysisContext context, Lazy<ImmutableArray<ConfigFile>> configs)
    {
        INamedTypeSymbol symbol = (INamedTypeSymbol)context.Symbol;
        if (symbol.TypeKind != TypeKind.Class || DeclarationParser.Transformer(symbol) is null)
        {
            return;
        }

        Places places = new();
        ParsedModel model = InvariantText.In(() =>
        {
            Declaration declaration = DeclarationParser.Parse(symbol, places, context.CancellationToken);
            return ModelParser.Parse(declaration, declaration.Config is null ? [] : configs.Value);
        });
        foreach (Finding finding in model.Findings.Concat(Build(context.Compilation, symbol.Name)))
        {
            context.ReportDiagnostic(Diagnostic.Create(Descriptors.Of(finding.Id), places.Of(finding), finding.Message));
        }
    }

    /// <summary>What the project's own settings do to a model.</summary>
    private static IEnumerable<Finding> Build(Compilation compilation, string name)
    {
        if (compilation.Options is CSharpCompilationOptions { AllowUnsafe: false })
        {
            yield return new Finding(Rules.UnsafeCode, $"The kernels of '{name}' work on memory of their own, so write <AllowUnsafeBlocks>true</AllowUnsafeBlocks> in the project.");
        }

        if (compilation.Options.OptimizationLevel == OptimizationLevel.Debug)
        {
            yield return new Finding(Rules.DebugBuild,
                $"Without optimisation '{name}' runs many times slower, so write <Optimize>true</Optimize> in the project, or build with -c Release.");
        }
    }
}
