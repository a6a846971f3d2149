using System.Collections.Immutable;
using System.Composition;
using Etch.Generator.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Etch.CodeFixes;

/// <summary>ETCH001: writes <c>partial</c>, on each declaration of the class in the file.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(PartialFix)), Shared]
public sealed class PartialFix : DeclarationFix
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = Ids(Rules.NotPartial);

    private protected override Task<(string Title, SyntaxNode Mended)?> FindAsync(Document document, SyntaxNode root, SyntaxNode node, Diagnostic diagnostic, CancellationToken cancellation)
    {
        if (Class(node) is not { } model)
        {
            return Task.FromResult<(string, SyntaxNode)?>(null);
        }

        IEnumerable<ClassDeclarationSyntax> parts = root.DescendantNodes().OfType<ClassDeclarationSyntax>()
            .Where(part => part.Identifier.ValueText == model.Identifier.ValueText && part.Parent == model.Parent && !part.Modifiers.Any(SyntaxKind.PartialKeyword));
        SyntaxNode mended = root.ReplaceNodes(parts, (_, part) => WithPartial(part));
        return Task.FromResult<(string, SyntaxNode)?>(("Write 'partial'", mended));
    }

    private static ClassDeclarationSyntax WithPartial(ClassDeclarationSyntax part)
    {
        SyntaxToken keyword = part.Keyword;
        SyntaxToken partial = SyntaxFactory.Token(keyword.LeadingTrivia, SyntaxKind.PartialKeyword, SyntaxFactory.TriviaList(SyntaxFactory.Space));
        return part.WithKeyword(keyword.WithLeadingTrivia()).WithModifiers(part.Modifiers.Add(partial));
    }
}
