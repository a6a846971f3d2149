using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Etch.Generator.Tests.Documents;

/// <summary>A C# block of a page, taken apart into what a file can be made of.</summary>
internal sealed class CodeBlock
{
    private readonly CompilationUnitSyntax _unit;

    public CodeBlock(string text)
    {
        string completed = IsFragment(text) ? Complete(text) : text;
        _unit = CSharpSyntaxTree.ParseText(completed).GetCompilationUnitRoot();
        Statements = string.Concat(_unit.Members.OfType<GlobalStatementSyntax>().Select(statement => statement.ToFullString()));
    }

    /// <summary>The usings.</summary>
    public string Usings => string.Concat(_unit.Usings.Select(directive => directive.ToFullString()));

    /// <summary>The types, without the namespace that a file begins with.</summary>
    public IEnumerable<(string Name, string Text)> Types => _unit.Members
        .SelectMany(member => member is BaseNamespaceDeclarationSyntax named ? [.. named.Members] : (IEnumerable<MemberDeclarationSyntax>)[member])
        .OfType<BaseTypeDeclarationSyntax>().Select(type => (type.Identifier.Text, type.ToFullString()));

    /// <summary>What stands outside of types.</summary>
    public string Statements { get; }

    /// <summary>Brackets without a class stand for a model around them; docs/language.md says which.</summary>
    private static bool IsFragment(string text) => text.StartsWith('[') && !text.Contains("class ", StringComparison.Ordinal);

    private static string Complete(string text)
    {
        string transformer = text.Contains("[Transformer(", StringComparison.Ordinal) ? "" : "[Transformer(Width = 768, Context = 1024)]\n";
        string input = text.Contains("[Tokens(", StringComparison.Ordinal) ? "" : "[Tokens(50257)]\n";
        return transformer + input + text + "public sealed partial class Model;\n";
    }
}
