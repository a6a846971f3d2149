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
        if (symbol.TypeKind != TypeKind.Class)
        {
            return;
        }

        if (DeclarationParser.Transformer(symbol) is not null)
        {
            Model(context, symbol, configs);
        }
        else if (DeclarationParser.AnyWord(symbol) is { } word)
        {
            Report(context, new Finding(Rules.NoTransformer,
                $"'{symbol.Name}' has words of a model and is none; write [Transformer(Width = 768, Context = 1024)] before them.", Finding.AtTransformer),
                new Places { Transformer = DeclarationParser.Place(word, context.CancellationToken) ?? Location.None });
        }
    }

    private static void Model(SymbolAnalysisContext context, INamedTypeSymbol symbol, Lazy<ImmutableArray<ConfigFile>> configs)
    {
        Places places = new();
        foreach (Finding finding in InvariantText.In(() => Findings(context, symbol, places, configs).ToList()))
        {
            Report(context, finding, places);
        }
    }

    private static IEnumerable<Finding> Findings(SymbolAnalysisContext context, INamedTypeSymbol symbol, Places places, Lazy<ImmutableArray<ConfigFile>> configs)
    {
        Declaration declaration = DeclarationParser.Parse(symbol, places, context.CancellationToken);
        if (BuildRules.Framework(context.Compilation, symbol.Name) is { } old)
        {
            return [old];
        }

        ParsedModel model = ModelParser.Parse(declaration, declaration.Config is null ? [] : configs.Value);
        IEnumerable<Finding> advice = model is { Spec: { } spec, Error: null } && declaration.Config is null ? Advice.Of(spec) : [];
        return [.. model.Findings, .. BuildRules.Check(context.Compilation, context.Options.AnalyzerConfigOptionsProvider.GlobalOptions, symbol.Name), .. advice];
    }

    private static void Report(SymbolAnalysisContext context, Finding finding, Places places) =>
        context.ReportDiagnostic(Diagnostic.Create(Descriptors.Of(finding.Id), places.Of(finding), finding.Message));
}
