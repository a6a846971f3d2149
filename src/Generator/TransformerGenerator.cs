using System.Collections.Immutable;
using Etch.Generator.Emit;
using Etch.Generator.Families;
using Etch.Generator.Isa;
using Etch.Generator.Parsing;
using Etch.Generator.Spec;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Etch.Generator;

/// <summary>Classes under [Transformer] become models, in four steps: find, parse, compile, emit. Diagnostics come from the analyzer.</summary>
[Generator(LanguageNames.CSharp)]
public sealed class TransformerGenerator : IIncrementalGenerator
{
    /// <inheritdoc/>
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        // 1. Find the classes, and the configurations that they may name.
        IncrementalValuesProvider<Declaration> declarations = context.SyntaxProvider
            .ForAttributeWithMetadataName(KnownNames.Transformer, (node, _) => node is ClassDeclarationSyntax or RecordDeclarationSyntax,
                (found, cancellation) => DeclarationParser.IsFirst(found)
                    ? InvariantText.In(() => DeclarationParser.Parse((INamedTypeSymbol)found.TargetSymbol, null, cancellation))
                    : null)
            .Where(declaration => declaration is not null)
            .Select((declaration, _) => declaration!)
            .WithTrackingName(TrackingNames.Declarations);
        IncrementalValueProvider<ImmutableArray<ConfigFile>> configs = context.AdditionalTextsProvider
            .Where(text => text.Path.EndsWith(".json", StringComparison.OrdinalIgnoreCase))
            .Select((text, cancellation) => new ConfigFile(text.Path, text.GetText(cancellation)?.ToString() ?? ""))
            .Collect();
        IncrementalValueProvider<BuildOptions> build = context.AnalyzerConfigOptionsProvider
            .Select((options, _) => new BuildOptions(Property(options, KnownNames.InstructionSets), Property(options, KnownNames.Dump)));

        // 2. Parse: the spec is the caching boundary; a keystroke elsewhere stops here.
        IncrementalValuesProvider<ParsedModel> models = declarations.Combine(configs)
            .Select((pair, _) => InvariantText.In(() => ModelParser.Parse(pair.Left, pair.Right)))
            .WithTrackingName(TrackingNames.Specs);

        // 3. Compile, and 4. emit.
        IncrementalValuesProvider<GeneratedModel> generated = models.Combine(build)
            .Select((pair, _) => InvariantText.In(() => ModelGenerator.Generate(pair.Left, InstructionSetList.Parse(pair.Right.InstructionSets), pair.Right.HasDump)))
            .WithTrackingName(TrackingNames.Sources);
        context.RegisterSourceOutput(generated.Select((model, _) => model.Api).WithTrackingName(TrackingNames.Api), (output, file) => output.AddSource(file.Name, file.Text));
        context.RegisterImplementationSourceOutput(generated.SelectMany((model, _) => model.Kernels), (output, file) => output.AddSource(file.Name, file.Text));
    }

    private static string Property(AnalyzerConfigOptionsProvider options, string name) => options.GlobalOptions.TryGetValue(name, out string? value) ? value : "";
}
