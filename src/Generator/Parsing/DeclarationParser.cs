using Etch.Generator.Diagnostics;
using Etch.Generator.Spec;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Etch.Generator.Parsing;

/// <summary>A class under a column of attributes becomes a spec: one attribute list is one bracket, in the order written.</summary>
internal static class DeclarationParser
{
    public static Declaration Parse(INamedTypeSymbol symbol, Places? places, CancellationToken cancellation)
    {
        List<Finding> findings = [];
        ClassSpec about = new(symbol.Name, symbol.ContainingNamespace.IsGlobalNamespace ? "" : symbol.ContainingNamespace.ToDisplayString(), Modifiers(symbol));
        CheckClass(symbol, findings, cancellation);
        if (places is not null)
        {
            places.Class = symbol.Locations.FirstOrDefault() ?? Location.None;
        }

        AttributeData transformer = symbol.GetAttributes().First(attribute => attribute.AttributeClass?.ToDisplayString() == KnownNames.Transformer);
        string? config = WordReader.Constant(transformer, "config")?.Value as string;
        List<BracketSpec> brackets = Brackets(symbol, places, findings, cancellation);
        if (config is not null)
        {
            if (brackets.Count > 0)
            {
                findings.Add(new Finding(Rules.ConfigAndBrackets, $"'{symbol.Name}' takes its brackets from '{config}'; remove the other brackets, or the file's name.", 0));
            }

            return new Declaration(about, null, config, findings.ToEquatableArray());
        }

        EquatableArray<SectionSpec>? sections = Sections(brackets, findings);
        ModelSpec? spec = sections is null ? null : new ModelSpec(about.Name, about.Namespace, about.Modifiers, EquatableArray.Of(Part(transformer, sections.Value)),
            Naming(symbol), Tensors(symbol));
        if (spec is not null && findings.Count == 0)
        {
            findings.AddRange(SpecValidator.Check(spec));
        }

        return new Declaration(about, spec, null, findings.ToEquatableArray());
    }

    private static PartSpec Part(AttributeData transformer, EquatableArray<SectionSpec> sections) => new(
        "",
        WordReader.Constant(transformer, "Width")?.Value as int? ?? 0,
        WordReader.Constant(transformer, "Context")?.Value as int? ?? 0,
        WordReader.Constant(transformer, "Epsilon")?.Value as float? ?? 1e-5f,
        sections);

    private static Naming Naming(INamedTypeSymbol symbol) =>
        symbol.GetAttributes().FirstOrDefault(attribute => attribute.AttributeClass?.ToDisplayString() == KnownNames.Checkpoint) is { } checkpoint
        && checkpoint.ConstructorArguments.Length == 1 && checkpoint.ConstructorArguments[0].Value is int value ? (Naming)value : default;

    private static EquatableArray<TensorSpec> Tensors(INamedTypeSymbol symbol) => symbol.GetAttributes()
        .Where(attribute => attribute.AttributeClass?.ToDisplayString() == KnownNames.Tensor && attribute.ConstructorArguments.Length == 2)
        .Select(attribute => new TensorSpec(attribute.ConstructorArguments[0].Value as string ?? "", attribute.ConstructorArguments[1].Value as string ?? ""))
        .ToEquatableArray();

    private static string Modifiers(INamedTypeSymbol symbol) => symbol.DeclaredAccessibility == Accessibility.Public ? "public" : "internal";

    private static void CheckClass(INamedTypeSymbol symbol, List<Finding> findings, CancellationToken cancellation)
    {
        bool partial = symbol.DeclaringSyntaxReferences.Select(reference => reference.GetSyntax(cancellation)).OfType<ClassDeclarationSyntax>()
            .All(syntax => syntax.Modifiers.Any(SyntaxKind.PartialKeyword));
        if (!partial)
        {
            findings.Add(new Finding(Rules.NotPartial, $"'{symbol.Name}' is a model, so write 'partial class {symbol.Name}': the generated half of it needs that."));
        }

        if (symbol.IsGenericType || symbol.ContainingType is not null || symbol.IsStatic || symbol.IsAbstract)
        {
            findings.Add(new Finding(Rules.ClassKind, $"'{symbol.Name}' cannot be a model: use a class of its own that is not nested, generic, static or abstract."));
        }
    }

    /// <summary>The attribute lists of words, in the order of the source; lists of other attributes are none of ours.</summary>
    private static List<BracketSpec> Brackets(INamedTypeSymbol symbol, Places? places, List<Finding> findings, CancellationToken cancellation)
    {
        List<(AttributeSyntax Syntax, AttributeData Data)> words = [.. symbol.GetAttributes()
            .Where(IsWord)
            .Select(attribute => (Syntax: attribute.ApplicationSyntaxReference?.GetSyntax(cancellation) as AttributeSyntax, Data: attribute))
            .Where(pair => pair.Syntax is not null)
            .Select(pair => (pair.Syntax!, pair.Data))];
        if (words.Select(word => word.Syntax.Parent?.Parent).Distinct().Count() > 1)
        {
            findings.Add(new Finding(Rules.SeveralDeclarations, $"The brackets of '{symbol.Name}' stand on several declarations; write them all on one, since their order matters."));
        }

        List<BracketSpec> brackets = [];
        foreach (IGrouping<SyntaxNode?, (AttributeSyntax Syntax, AttributeData Data)> list in words.GroupBy(word => word.Syntax.Parent).OrderBy(group => group.First().Syntax.SpanStart))
        {
            places?.AddBracket();
            List<WordSpec> bracket = [];
            foreach ((AttributeSyntax syntax, AttributeData data) in list.OrderBy(word => word.Syntax.SpanStart))
            {
                places?.AddWord(syntax.GetLocation());
                if (WordReader.Read(data) is { } word)
                {
                    bracket.Add(word);
                }
                else
                {
                    findings.Add(new Finding(Rules.Unreadable, $"'{syntax}' cannot be read; give it constants of the types that its documentation names.", brackets.Count, bracket.Count));
                }
            }

            brackets.Add(new BracketSpec(bracket.ToEquatableArray()));
        }

        return brackets;
    }

    private static bool IsWord(AttributeData attribute) => attribute.AttributeClass?.BaseType?.ToDisplayString() == KnownNames.Word;

    /// <summary>Repeat … End becomes one section; every other bracket is one by itself.</summary>
    private static EquatableArray<SectionSpec>? Sections(List<BracketSpec> brackets, List<Finding> findings)
    {
        List<SectionSpec> sections = [];
        RepeatSpec? open = null;
        List<BracketSpec> body = [];
        for (int index = 0; index < brackets.Count; index++)
        {
            BracketSpec bracket = brackets[index];
            WordSpec? only = bracket.Words.Count == 1 ? bracket.Words[0] : null;
            if (bracket.Words.Any(word => word is RepeatSpec or EndSpec) && only is null)
            {
                findings.Add(new Finding(Rules.RepeatAlone, "Repeat and End stand alone in their brackets: write [Repeat(n)] and [End].", index));
                return null;
            }

            if (only is RepeatSpec repeat)
            {
                if (open is not null)
                {
                    findings.Add(new Finding(Rules.RepeatNested, "A Repeat cannot stand inside another; close the first with [End].", index));
                    return null;
                }

                (open, body) = (repeat, []);
            }
            else if (only is EndSpec)
            {
                if (open is null)
                {
                    findings.Add(new Finding(Rules.EndWithoutRepeat, "This End closes nothing; write [Repeat(n)] before the brackets that it closes.", index));
                    return null;
                }

                sections.Add(new SectionSpec(open, body.ToEquatableArray()));
                open = null;
            }
            else if (open is not null)
            {
                body.Add(bracket);
            }
            else
            {
                sections.Add(new SectionSpec(null, EquatableArray.Of(bracket)));
            }
        }

        if (open is not null)
        {
            findings.Add(new Finding(Rules.RepeatWithoutEnd, "This Repeat is never closed; write [End] after its last bracket.", brackets.FindLastIndex(bracket => bracket.Words.Any(word => word is RepeatSpec))));
            return null;
        }

        return sections.ToEquatableArray();
    }
}
