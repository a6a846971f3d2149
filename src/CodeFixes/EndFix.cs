using System.Collections.Immutable;
using System.Composition;
using Etch.Generator.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Etch.CodeFixes;

/// <summary>
/// ETCH009 and ETCH012: writes the <c>[End]</c> that a Repeat lacks, before the next Repeat, or before the head, or before what names the weights.
/// ETCH010: removes the <c>[End]</c> that closes nothing.
/// </summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(EndFix)), Shared]
public sealed class EndFix : DeclarationFix
{
    /// <summary>What never stands inside a Repeat.</summary>
    private static readonly string[] s_after = ["Repeat", "LanguageModelHead", "Classifier", "SpanHead", "Pool", "Contrast", "Output", "Checkpoint", "Tensor"];

    /// <summary>Parsed and not built: the editor would set blanks of its own around what is built.</summary>
    private static readonly AttributeListSyntax s_end = SyntaxFactory.ParseMemberDeclaration("[End]class Model;")!.AttributeLists[0];

    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = Ids(Rules.RepeatWithoutEnd, Rules.RepeatNested, Rules.EndWithoutRepeat);

    private protected override Task<(string Title, SyntaxNode Mended)?> FindAsync(Document document, SyntaxNode root, SyntaxNode node, Diagnostic diagnostic, CancellationToken cancellation)
    {
        (string, SyntaxNode)? found = null;
        if (node.FirstAncestorOrSelf<AttributeListSyntax>() is { Parent: ClassDeclarationSyntax model } bracket)
        {
            found = diagnostic.Id == Rules.EndWithoutRepeat
                ? ("Remove this [End]", root.RemoveNode(bracket, SyntaxRemoveOptions.KeepLeadingTrivia)!)
                : ("Write [End]", root.ReplaceNode(model, Closed(model, bracket, diagnostic.Id)));
        }

        return Task.FromResult(found);
    }

    private static ClassDeclarationSyntax Closed(ClassDeclarationSyntax model, AttributeListSyntax bracket, string id)
    {
        SyntaxList<AttributeListSyntax> lists = model.AttributeLists;
        int at = lists.IndexOf(bracket);
        if (id == Rules.RepeatWithoutEnd)
        {
            at++;
            while (at < lists.Count && !lists[at].Attributes.Any(word => s_after.Contains(Name(word))))
            {
                at++;
            }
        }

        // It stands as the bracket before it does: on a line of its own where that one does.
        AttributeListSyntax before = lists[at - 1];
        AttributeListSyntax end = s_end
            .WithLeadingTrivia(before.GetLeadingTrivia().Where(trivia => trivia.IsKind(SyntaxKind.WhitespaceTrivia))).WithTrailingTrivia(before.GetTrailingTrivia());
        return model.WithAttributeLists(lists.Insert(at, end));
    }

    private static string Name(AttributeSyntax word)
    {
        string name = word.Name is QualifiedNameSyntax qualified ? qualified.Right.Identifier.ValueText : word.Name.ToString();
        return name.EndsWith("Attribute", StringComparison.Ordinal) ? name.Substring(0, name.Length - "Attribute".Length) : name;
    }
}
