using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace Etch.Testing;

/// <summary>The part of a generated file that a snapshot wants.</summary>
internal static class Excerpt
{
    /// <summary>The parameter by which a pass over the model is known.</summary>
    private const string PassParameter = "Call*";

    /// <returns>Null where nothing of the file is wanted.</returns>
    public static GeneratedDocument? Of(GeneratedDocument document, SnapshotOptions options)
    {
        string? text = options.ForwardPassOnly ? ForwardPass(document.Text) : document.Text;
        return text is null ? null : document with { Text = options.WithoutBodies ? WithoutBodies(text) : text };
    }

    /// <summary>The explanation at the head of the file and the methods that are handed a call.</summary>
    private static string? ForwardPass(string text)
    {
        IReadOnlyList<string> methods =
        [
            .. Root(text).DescendantNodes().OfType<MethodDeclarationSyntax>()
                .Where(method => method.ParameterList.Parameters.Any(parameter => parameter.Type?.ToString() == PassParameter))
                .Select(method => Dedented(text, method)),
        ];
        IEnumerable<string> header = text.Split('\n').TakeWhile(line => line.StartsWith("//", StringComparison.Ordinal));
        return methods.Count == 0 ? null : string.Join('\n', [.. header, "", string.Join("\n\n", methods), ""]);
    }

    private static string Dedented(string text, MethodDeclarationSyntax method)
    {
        TextSpan span = method.FullSpan;
        string[] lines = text[span.Start..span.End].Trim('\n').Split('\n');
        int indent = lines[0].Length - lines[0].TrimStart(' ').Length;
        return string.Join('\n', lines.Select(line => line.Length >= indent && string.IsNullOrWhiteSpace(line[..indent]) ? line[indent..] : line));
    }

    private static string WithoutBodies(string text) => SourceText.From(text).WithChanges(Root(text).DescendantNodes(node => !IsBody(node)).Where(IsBody).Select(Removal)).ToString();

    private static bool IsBody(SyntaxNode node) => node is BlockSyntax { Parent: BaseMethodDeclarationSyntax or AccessorDeclarationSyntax }
        or ArrowExpressionClauseSyntax { Parent: BaseMethodDeclarationSyntax or BasePropertyDeclarationSyntax or AccessorDeclarationSyntax };

    private static TextChange Removal(SyntaxNode body)
    {
        int start = body.GetFirstToken().GetPreviousToken().Span.End;
        int end = body is ArrowExpressionClauseSyntax ? body.GetLastToken().GetNextToken().Span.End : body.Span.End;
        return new TextChange(TextSpan.FromBounds(start, end), body.Parent is BasePropertyDeclarationSyntax ? " { get; }" : ";");
    }

    private static SyntaxNode Root(string text) => CSharpSyntaxTree.ParseText(text, new CSharpParseOptions(LanguageVersion.Latest)).GetRoot();
}
