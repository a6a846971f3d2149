using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Etch.CodeFixes;

/// <summary>A mend of a model's declaration that is one change of its file.</summary>
public abstract class DeclarationFix : CodeFixProvider
{
    /// <inheritdoc/>
    public sealed override FixAllProvider GetFixAllProvider() => WellKnownFixAllProviders.BatchFixer;

    /// <inheritdoc/>
    public sealed override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        if (await context.Document.GetSyntaxRootAsync(context.CancellationToken).ConfigureAwait(false) is not { } root)
        {
            return;
        }

        foreach (Diagnostic diagnostic in context.Diagnostics)
        {
            SyntaxNode node = root.FindNode(diagnostic.Location.SourceSpan, getInnermostNodeForTie: true);
            if (await FindAsync(context.Document, root, node, diagnostic, context.CancellationToken).ConfigureAwait(false) is var (title, mended))
            {
                CodeAction action = CodeAction.Create(title, _ => Task.FromResult(context.Document.WithSyntaxRoot(mended)), $"{GetType().Name} {title}");
                context.RegisterCodeFix(action, diagnostic);
            }
        }
    }

    /// <summary>What the editor offers, and the file after it; null where nothing can be offered.</summary>
    private protected abstract Task<(string Title, SyntaxNode Mended)?> FindAsync(Document document, SyntaxNode root, SyntaxNode node, Diagnostic diagnostic, CancellationToken cancellation);

    private protected static ClassDeclarationSyntax? Class(SyntaxNode node) => node.FirstAncestorOrSelf<ClassDeclarationSyntax>();

    private protected static ImmutableArray<string> Ids(params string[] ids) => [.. ids];
}
