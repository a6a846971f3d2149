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
        ClassSpec about = ClassReader.Read(symbol);
        try
        {
            return Parse(symbol, about, places, cancellation);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            return new Declaration(about, null, null, null, default, EquatableArray.Of(Internal(about, exception)));
        }
    }

    /// <summary>The finding for what only Etch can have done wrong.</summary>
    public static Finding Internal(ClassSpec about, Exception exception) => new(
        Rules.Internal, $"Etch could not compile '{about.FileName}', which is a mistake of Etch: {exception.Message} Please report it with the declaration.");

    private static Declaration Parse(INamedTypeSymbol symbol, ClassSpec about, Places? places, CancellationToken cancellation)
    {
        List<Finding> findings = [];
        AttributeData transformer = Transformer(symbol) ?? throw new ArgumentException($"'{symbol.Name}' is no model.", nameof(symbol));
        ClassRules.Check(symbol, findings, cancellation);
        if (places is not null)
        {
            places.Class = symbol.Locations.FirstOrDefault() ?? Location.None;
            places.Transformer = Place(transformer, cancellation) ?? places.Class;
            places.Checkpoint = Find(symbol, KnownNames.Checkpoint) is { } checkpoint ? Place(checkpoint, cancellation) ?? places.Class : places.Class;
        }

        string? config = WordReader.Constant(transformer, "config")?.Value as string;
        List<BracketSpec> brackets = Brackets(symbol, transformer, places, findings, cancellation);
        if (config is not null)
        {
            findings.AddRange(BesideConfig(symbol, transformer, config, brackets));
            return new Declaration(about, null, null, config, Tensors(symbol, places, cancellation), findings.ToEquatableArray());
        }

        EquatableArray<SectionSpec>? sections = SectionParser.Parse(brackets, findings);
        ModelSpec? spec = sections is null ? null : new ModelSpec(about.Name, about.Namespace, about.Modifiers, EquatableArray.Of(Part(transformer, sections.Value)),
            Naming(symbol), Tensors(symbol, places, cancellation));
        if (spec is not null && findings.Count == 0)
        {
            findings.AddRange(SpecValidator.Check(spec));
        }

        return new Declaration(about, spec, Api(brackets), null, default, findings.ToEquatableArray());
    }

    /// <summary>A file says all but single tensors; what else stands beside it would be passed over.</summary>
    private static IEnumerable<Finding> BesideConfig(INamedTypeSymbol symbol, AttributeData transformer, string config, List<BracketSpec> brackets)
    {
        if (brackets.Count > 0)
        {
            yield return new Finding(Rules.ConfigAndBrackets, $"'{symbol.Name}' takes its brackets from '{config}'; remove the other brackets, or the file's name.", 0);
        }

        if (transformer.NamedArguments.Length > 0)
        {
            yield return new Finding(Rules.ConfigAndBrackets, $"'{symbol.Name}' takes {transformer.NamedArguments[0].Key} from '{config}'; remove it, or the file's name.", Finding.AtTransformer);
        }

        if (Find(symbol, KnownNames.Checkpoint) is not null)
        {
            yield return new Finding(Rules.ConfigAndBrackets, $"'{symbol.Name}' takes the names of its tensors from '{config}' too; remove the Checkpoint.", Finding.AtCheckpoint);
        }
    }

    /// <summary>Whether this is the first declaration of a class that says [Transformer]; a second one is the compiler's error, not a second model.</summary>
    public static bool IsFirst(GeneratorAttributeSyntaxContext found) =>
        ((INamedTypeSymbol)found.TargetSymbol).GetAttributes().First(attribute => attribute.AttributeClass?.ToDisplayString() == KnownNames.Transformer)
            .ApplicationSyntaxReference?.GetSyntax() is not AttributeSyntax first || first.Parent?.Parent == found.TargetNode;

    /// <summary>The attribute that makes a class a model, or null.</summary>
    public static AttributeData? Transformer(INamedTypeSymbol symbol) => Find(symbol, KnownNames.Transformer);

    /// <summary>What says something of a model, in whatever order; it is nothing without [Transformer].</summary>
    public static AttributeData? AnyWord(INamedTypeSymbol symbol) => symbol.GetAttributes().FirstOrDefault(attribute =>
        IsWord(attribute) || attribute.AttributeClass?.ToDisplayString() is KnownNames.Checkpoint or KnownNames.Tensor);

    private static AttributeData? Find(INamedTypeSymbol symbol, string name) =>
        symbol.GetAttributes().FirstOrDefault(attribute => attribute.AttributeClass?.ToDisplayString() == name);

    /// <summary>The session follows from the words, in whatever order they stand.</summary>
    private static ApiSpec Api(List<BracketSpec> brackets) =>
        ApiSpec.Of(new PartSpec("", 0, 0, 0, brackets.Select(bracket => new SectionSpec(null, EquatableArray.Of(bracket))).ToEquatableArray()));

    public static Location? Place(AttributeData attribute, CancellationToken cancellation) =>
        attribute.ApplicationSyntaxReference?.GetSyntax(cancellation).GetLocation();

    private static PartSpec Part(AttributeData transformer, EquatableArray<SectionSpec> sections) => new(
        "",
        WordReader.Constant(transformer, "Width")?.Value as int? ?? 0,
        WordReader.Constant(transformer, "Context")?.Value as int? ?? 0,
        WordReader.Constant(transformer, "Epsilon")?.Value as float? ?? 1e-5f,
        sections);

    private static Naming Naming(INamedTypeSymbol symbol) =>
        Find(symbol, KnownNames.Checkpoint) is { } checkpoint
        && checkpoint.ConstructorArguments.Length == 1 && checkpoint.ConstructorArguments[0].Value is int value ? (Naming)value : default;

    private static EquatableArray<TensorSpec> Tensors(INamedTypeSymbol symbol, Places? places, CancellationToken cancellation)
    {
        List<AttributeData> lines = [.. symbol.GetAttributes().Where(attribute =>
            attribute.AttributeClass?.ToDisplayString() == KnownNames.Tensor && attribute.ConstructorArguments.Length == 2)];
        lines.ForEach(line => places?.AddTensor(Place(line, cancellation) ?? places.Class));
        return lines.Select(line => new TensorSpec(line.ConstructorArguments[0].Value as string ?? "", line.ConstructorArguments[1].Value as string ?? "")).ToEquatableArray();
    }

    /// <summary>The attribute lists of words, in the order of the source; lists of other attributes are none of ours.</summary>
    private static List<BracketSpec> Brackets(INamedTypeSymbol symbol, AttributeData transformer, Places? places, List<Finding> findings, CancellationToken cancellation)
    {
        IEnumerable<(AttributeSyntax Syntax, AttributeData Data)> words = symbol.GetAttributes()
            .Where(IsWord)
            .Select(attribute => (Syntax: attribute.ApplicationSyntaxReference?.GetSyntax(cancellation) as AttributeSyntax, Data: attribute))
            .Where(pair => pair.Syntax is not null)
            .Select(pair => (pair.Syntax!, pair.Data));
        List<List<(AttributeSyntax Syntax, AttributeData Data)>> lists = [.. words.GroupBy(word => word.Syntax.Parent)
            .Select(list => list.OrderBy(word => word.Syntax.SpanStart).ToList())
            .OrderBy(list => list[0].Syntax.SyntaxTree.FilePath, StringComparer.Ordinal).ThenBy(list => list[0].Syntax.SpanStart)];
        SyntaxNode? declaration = transformer.ApplicationSyntaxReference?.GetSyntax(cancellation).Parent?.Parent;
        int other = lists.FindIndex(list => list[0].Syntax.Parent?.Parent != declaration);
        if (other >= 0)
        {
            findings.Add(new Finding(Rules.SeveralDeclarations, $"The brackets of '{symbol.Name}' stand on several declarations; write them all on one, since their order matters.", other));
        }

        return [.. lists.Select((list, number) => Bracket(list, number, places, findings))];
    }

    private static BracketSpec Bracket(List<(AttributeSyntax Syntax, AttributeData Data)> list, int bracket, Places? places, List<Finding> findings)
    {
        places?.AddBracket();
        List<WordSpec> words = [];
        for (int number = 0; number < list.Count; number++)
        {
            (AttributeSyntax syntax, AttributeData data) = list[number];
            places?.AddWord(syntax.GetLocation());
            if (WordReader.Read(data) is { } word)
            {
                words.Add(word);
            }
            else
            {
                findings.Add(new Finding(Rules.Unreadable, $"'{syntax}' cannot be read; give it constants of the types that its documentation names.", bracket, number));
            }
        }

        return new BracketSpec(words.ToEquatableArray());
    }

    private static bool IsWord(AttributeData attribute) => attribute.AttributeClass?.BaseType?.ToDisplayString() == KnownNames.Word;
}
