using Etch.Generator.Spec;

namespace Etch.Generator.Parsing;

/// <summary>A class under attributes, read: the spec where it could be read, and the findings.</summary>
/// <param name="Config">The end of the config's path, for classes that hand over a file.</param>
/// <param name="Tensors">Lines that stand beside such a file.</param>
internal sealed record Declaration(
    ClassSpec Class, ModelSpec? Spec, ApiSpec? Api, string? Config, EquatableArray<TensorSpec> Tensors, EquatableArray<Finding> Findings);

/// <summary>The class itself.</summary>
/// <param name="FileName">What its files are called: unique in the project, also for classes that cannot be models.</param>
internal sealed record ClassSpec(string Name, string Namespace, string Modifiers, string FileName);

/// <summary>What a model's session looks like to the user's code; known even where the declaration has an error.</summary>
internal sealed record ApiSpec(Form Form, EquatableArray<string> Outputs)
{
    public static ApiSpec Of(PartSpec part) => new(Forms.Of(part), part.Words.OfType<OutputSpec>().Select(output => output.Name).ToEquatableArray());
}
