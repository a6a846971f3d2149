namespace Etch.Generator.Spec;

/// <summary>
/// A model as its user said it: symbol-free, equatable, without places. This is the caching boundary: what is equal here is
/// compiled once.
/// </summary>
/// <param name="Name">The class's name.</param>
/// <param name="Namespace">The namespace, empty for the global one.</param>
/// <param name="Modifiers">The class's accessibility ("public", "internal").</param>
/// <param name="Parts">The stacks of the model; a class without nested stacks is a list of one.</param>
/// <param name="Naming">The family whose tensor names the file has.</param>
/// <param name="Tensors">Lines of the naming that the class overrides, in the order written.</param>
internal sealed record ModelSpec(
    string Name,
    string Namespace,
    string Modifiers,
    EquatableArray<PartSpec> Parts,
    Naming Naming,
    EquatableArray<TensorSpec> Tensors);

/// <summary>One stack: its sizes and its brackets in order.</summary>
/// <param name="Prefix">What its roles begin with; empty for the outer class.</param>
internal sealed record PartSpec(string Prefix, int Width, int Context, float Epsilon, EquatableArray<SectionSpec> Sections)
{
    public IEnumerable<WordSpec> Words => Sections.SelectMany(section => section.Brackets).SelectMany(bracket => bracket.Words);
}

/// <summary>Brackets that stand together: the body of a Repeat, or one bracket without.</summary>
internal sealed record SectionSpec(RepeatSpec? Repeat, EquatableArray<BracketSpec> Brackets);

/// <summary>One sublayer: words in the order in which they act on the stream.</summary>
internal sealed record BracketSpec(EquatableArray<WordSpec> Words);

/// <summary>The tensor of the file that a role is, as an expression.</summary>
internal sealed record TensorSpec(string Role, string Expression);
