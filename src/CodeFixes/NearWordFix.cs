using System.Collections.Immutable;
using System.Composition;
using Etch.Generator.Families;
using Etch.Generator.Parsing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Etch.CodeFixes;

/// <summary>
/// CS0246, CS0234, CS0103 and CS0117 in a model's brackets: a word, one of its properties or a value that does not exist, but of which one exists that is spelt nearly so.
/// </summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(NearWordFix)), Shared]
public sealed class NearWordFix : DeclarationFix
{
    private const string Suffix = "Attribute";

    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = Ids("CS0246", "CS0234", "CS0103", "CS0117");

    private protected override async Task<(string Title, SyntaxNode Mended)?> FindAsync(Document document, SyntaxNode root, SyntaxNode node, Diagnostic diagnostic, CancellationToken cancellation)
    {
        if (node.FirstAncestorOrSelf<AttributeListSyntax>() is null || node.DescendantNodesAndSelf().OfType<IdentifierNameSyntax>().LastOrDefault() is not { } name
            || await document.GetSemanticModelAsync(cancellation).ConfigureAwait(false) is not { } model || !IsModel(node, model, cancellation))
        {
            return null;
        }

        IReadOnlyList<string> known = [.. Known(name, model, cancellation)];
        string written = name.Identifier.ValueText;
        if (known.Count == 0 || NearName.Of(written, known) is not { } near || NearName.Distance(written, near) > Math.Max(1, near.Length / 3))
        {
            return null;
        }

        return ($"Write '{near}'", root.ReplaceNode(name, SyntaxFactory.IdentifierName(near).WithTriviaFrom(name)));
    }

    /// <summary>Whether a class has brackets of Etch, even where the word that makes it a model is the misspelt one.</summary>
    private static bool IsModel(SyntaxNode node, SemanticModel model, CancellationToken cancellation) =>
        Class(node) is { } declaration && model.GetDeclaredSymbol(declaration, cancellation) is INamedTypeSymbol symbol
        && symbol.GetAttributes().Any(attribute => attribute.AttributeClass?.ContainingNamespace?.ToDisplayString() == KnownNames.Namespace);

    /// <summary>What could stand in the place of a name.</summary>
    private static IEnumerable<string> Known(IdentifierNameSyntax name, SemanticModel model, CancellationToken cancellation) => name.Parent switch
    {
        AttributeSyntax or QualifiedNameSyntax { Parent: AttributeSyntax } => Words(model.Compilation),
        NameEqualsSyntax { Parent.Parent.Parent: AttributeSyntax word } when Type(word, model, cancellation) is { } type => Properties(type),
        MemberAccessExpressionSyntax { Expression: var left } access when access.Name == name && model.GetTypeInfo(left, cancellation).Type is INamedTypeSymbol { TypeKind: TypeKind.Enum } values =>
            values.MemberNames.Where(member => member != ".ctor" && member != "value__"),
        MemberAccessExpressionSyntax access when access.Expression == name => Namespace(model.Compilation).GetTypeMembers().Where(type => type.TypeKind == TypeKind.Enum).Select(type => type.Name),
        _ => [],
    };

    private static INamedTypeSymbol? Type(AttributeSyntax word, SemanticModel model, CancellationToken cancellation) =>
        (model.GetSymbolInfo(word, cancellation) is var info ? info.Symbol ?? info.CandidateSymbols.FirstOrDefault() : null)?.ContainingType
        ?? model.GetTypeInfo(word, cancellation).Type as INamedTypeSymbol;

    private static IEnumerable<string> Words(Compilation compilation) => Namespace(compilation).GetTypeMembers()
        .Where(type => !type.IsAbstract && type.Name.EndsWith(Suffix, StringComparison.Ordinal)).Select(type => type.Name.Substring(0, type.Name.Length - Suffix.Length));

    private static IEnumerable<string> Properties(INamedTypeSymbol word)
    {
        for (INamedTypeSymbol? type = word; type is not null && type.ContainingNamespace.ToDisplayString() == KnownNames.Namespace; type = type.BaseType)
        {
            foreach (IPropertySymbol property in type.GetMembers().OfType<IPropertySymbol>().Where(property => property.SetMethod is not null))
            {
                yield return property.Name;
            }
        }
    }

    private static INamespaceSymbol Namespace(Compilation compilation) =>
        compilation.GetTypeByMetadataName(KnownNames.Transformer)?.ContainingNamespace ?? compilation.GlobalNamespace;
}
