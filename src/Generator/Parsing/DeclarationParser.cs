using Etch.Generator.Diagnostics;
using Etch.Generator.Spec;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Etch.Generator.Parsing;

/// <summary>A class under a column of attributes becomes a spec: one attribute list is one bracket, in the order written.</summary>
internal static class DeclarationParser
{
    /// <summary>Reads a class. Whatever it says, this never throws: a mistake of the reader is a finding too.</summary>
    public static Declaration Parse(INamedTypeSymbol symbol, Places? places, CancellationToken cancellation)
    {
        ClassSpec about = About(symbol);
        try
        {
            return Parse(symbol, about, places, cancellation);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            return new Declaration(about, null, null, null, EquatableArray.Of(Internal(about, exception)));
        }
    }

    /// <summary>The finding for what only Etch can have done wrong.</summary>
    public static Finding Internal(ClassSpec about, Exception exception) => new(
        Rules.Internal, $"Etch could not compile '{about.FileName}', which is a mistake of Etch: {exception.Message} Please report it with the declaration.");

    private static Declaration Parse(INamedTypeSymbol symbol, ClassSpec about, Places? places, CancellationToken cancellation)
    {
        List<Finding> findings = [];
        AttributeData transformer = Transformer(symbol) ?? throw new ArgumentException($"'{symbol.Name}' is no model.", nameof(symbol));
        CheckClass(symbol, findings, cancellation);
        if (places is not null)
        {
            places.Class = symbol.Locations.FirstOrDefault() ?? Location.None;
            places.Transformer = Place(transformer, cancellation) ?? places.Class;
        }

        string? config = WordReader.Constant(transformer, "config")?.Value as string;
        List<BracketSpec> brackets = Brackets(symbol, places, findings, cancellation);
        if (config is not null)
        {
            if (brackets.Count > 0)
            {
                findings.Add(new Finding(Rules.ConfigAndBrackets, $"'{symbol.Name}' takes its brackets from '{config}'; remove the other brackets, or the file's name.", 0));
            }

            return new Declaration(about, null, null, config, findings.ToEquatableArray());
        }

        EquatableArray<SectionSpec>? sections = Sections(brackets, findings);
        ModelSpec? spec = sections is null ? null : new ModelSpec(about.Name, about.Namespace, about.Modifiers, EquatableArray.Of(Part(transformer, sections.Value)),
            Naming(symbol), Tensors(symbol, places, cancellation));
        if (spec is not null && findings.Count == 0)
        {
            findings.AddRange(SpecValidator.Check(spec));
        }

        return new Declaration(about, spec, Api(brackets), null, findings.ToEquatableArray());
    }

    /// <summary>Whether this is the first declaration of a class that says [Transformer]; a second one is the compiler's error, not a second model.</summary>
    public static bool IsFirst(GeneratorAttributeSyntaxContext found) =>
        ((INamedTypeSymbol)found.TargetSymbol).GetAttributes().First(attribute => attribute.AttributeClass?.ToDisplayString() == KnownNames.Transformer)
            .ApplicationSyntaxReference?.GetSyntax() is not AttributeSyntax first || first.Parent?.Parent == found.TargetNode;

    private static ClassSpec About(INamedTypeSymbol symbol) => new(
        symbol.Name, symbol.ContainingNamespace.IsGlobalNamespace ? "" : symbol.ContainingNamespace.ToDisplayString(), Modifiers(symbol), FileName(symbol));

    /// <summary>The attribute that makes a class a model, or null.</summary>
    public static AttributeData? Transformer(INamedTypeSymbol symbol) =>
        symbol.GetAttributes().FirstOrDefault(attribute => attribute.AttributeClass?.ToDisplayString() == KnownNames.Transformer);

    /// <summary>The session follows from the words, in whatever order they stand.</summary>
    private static ApiSpec Api(List<BracketSpec> brackets) =>
        ApiSpec.Of(new PartSpec("", 0, 0, 0, brackets.Select(bracket => new SectionSpec(null, EquatableArray.Of(bracket))).ToEquatableArray()));

    private static Location? Place(AttributeData attribute, CancellationToken cancellation) =>
        attribute.ApplicationSyntaxReference?.GetSyntax(cancellation).GetLocation();

    /// <summary>Outer classes and type parameters keep the files of equally named classes apart; so does a number where only capitals do.</summary>
    private static string FileName(INamedTypeSymbol symbol)
    {
        string name = symbol.MetadataName.Replace('`', '_');
        for (INamedTypeSymbol? outer = symbol.ContainingType; outer is not null; outer = outer.ContainingType)
        {
            name = $"{outer.MetadataName.Replace('`', '_')}.{name}";
        }

        IEnumerable<INamedTypeSymbol> siblings = symbol.ContainingType?.GetTypeMembers() ?? symbol.ContainingNamespace.GetTypeMembers();
        List<string> alike = [.. siblings.Select(other => other.MetadataName).Where(other => string.Equals(other, symbol.MetadataName, StringComparison.OrdinalIgnoreCase)).OrderBy(other => other, StringComparer.Ordinal)];
        string number = alike.Count < 2 ? "" : $"_{alike.IndexOf(symbol.MetadataName)}";
        return (symbol.ContainingNamespace.IsGlobalNamespace ? "" : symbol.ContainingNamespace.ToDisplayString() + ".") + name + number;
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

    private static EquatableArray<TensorSpec> Tensors(INamedTypeSymbol symbol, Places? places, CancellationToken cancellation)
    {
        List<AttributeData> lines = [.. symbol.GetAttributes().Where(attribute =>
            attribute.AttributeClass?.ToDisplayString() == KnownNames.Tensor && attribute.ConstructorArguments.Length == 2)];
        lines.ForEach(line => places?.AddTensor(Place(line, cancellation) ?? places.Class));
        return lines.Select(line => new TensorSpec(line.ConstructorArguments[0].Value as string ?? "", line.ConstructorArguments[1].Value as string ?? "")).ToEquatableArray();
    }

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
            int number = 0;
            foreach ((AttributeSyntax syntax, AttributeData data) in list.OrderBy(word => word.Syntax.SpanStart))
            {
                places?.AddWord(syntax.GetLocation());
                if (WordReader.Read(data) is { } word)
                {
                    bracket.Add(word);
                }
                else
                {
                    findings.Add(new Finding(Rules.Unreadable, $"'{syntax}' cannot be read; give it constants of the types that its documentation names.", brackets.Count, number));
                }

                number++;
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
            int flow = bracket.Words.ToList().FindIndex(word => word is RepeatSpec or EndSpec);
            if (flow >= 0 && only is null)
            {
                findings.Add(new Finding(Rules.RepeatAlone, "Repeat and End stand alone in their brackets: write [Repeat(n)] and [End].", index, flow));
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
