using System.Collections.Immutable;
using System.Composition;
using System.Globalization;
using System.Text.RegularExpressions;
using Etch.Generator.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Etch.CodeFixes;

/// <summary>ETCH102 and ETCH103: writes the nearest number of heads that divides, which is the one that the sentence names.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(HeadsFix)), Shared]
public sealed class HeadsFix : DeclarationFix
{
    private static readonly Regex s_suggestion = new(@"; write (\d+)", RegexOptions.CultureInvariant);

    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = Ids(Rules.HeadsDoNotDivide, Rules.KeyValueHeadsDoNotDivide);

    private protected override Task<(string Title, SyntaxNode Mended)?> FindAsync(Document document, SyntaxNode root, SyntaxNode node, Diagnostic diagnostic, CancellationToken cancellation)
    {
        (string, SyntaxNode)? found = null;
        Match suggestion = s_suggestion.Match(diagnostic.GetMessage(CultureInfo.InvariantCulture));
        bool ofKeys = diagnostic.Id == Rules.KeyValueHeadsDoNotDivide;
        if (suggestion.Success && node.FirstAncestorOrSelf<AttributeSyntax>() is { } word && Argument(word, ofKeys) is { } argument)
        {
            int heads = int.Parse(suggestion.Groups[1].Value, CultureInfo.InvariantCulture);
            LiteralExpressionSyntax number = SyntaxFactory.LiteralExpression(SyntaxKind.NumericLiteralExpression, SyntaxFactory.Literal(heads));
            found = ($"Write {heads} {(ofKeys ? "key-value heads" : "heads")}", root.ReplaceNode(argument.Expression, number.WithTriviaFrom(argument.Expression)));
        }

        return Task.FromResult(found);
    }

    private static AttributeArgumentSyntax? Argument(AttributeSyntax word, bool ofKeys) => word.ArgumentList?.Arguments.FirstOrDefault(argument => ofKeys
        ? argument.NameEquals?.Name.Identifier.ValueText == "KeyValueHeads"
        : argument.NameEquals is null);
}
