using System.Diagnostics;

namespace Etch;

/// <summary>Makes a partial class a model: brackets of words follow (docs/language.md).</summary>
[Conditional("ETCH_KEEP_DECLARATION")]
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class TransformerAttribute : Attribute
{
    /// <summary>The brackets follow as attributes.</summary>
    public TransformerAttribute()
    {
    }

    /// <summary>The brackets come from a Hugging Face config.json, which the project has among its AdditionalFiles.</summary>
    /// <param name="config">The end of the file's path.</param>
    public TransformerAttribute(string config) => Config = config;

    /// <summary>The file with the configuration, or null.</summary>
    public string? Config { get; }

    /// <summary>The width of the stream.</summary>
    public int Width { get; set; }

    /// <summary>The most positions of a sequence.</summary>
    public int Context { get; set; }

    /// <summary>The ε of norms that name none.</summary>
    public float Epsilon { get; set; } = 1e-5f;
}

/// <summary>Names the family whose tensor names the weights file has.</summary>
/// <param name="naming">The family.</param>
[Conditional("ETCH_KEEP_DECLARATION")]
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class CheckpointAttribute(Naming naming) : Attribute
{
    /// <summary>The family.</summary>
    public Naming Naming { get; } = naming;
}

/// <summary>Says which tensor of the file a role is; overrides a line of the family's table.</summary>
/// <param name="role">The role, with <c>{layer}</c> where each layer has its own.</param>
/// <param name="expression">The expression (docs/language.md, weights).</param>
[Conditional("ETCH_KEEP_DECLARATION")]
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class TensorAttribute(string role, string expression) : Attribute
{
    /// <summary>The role.</summary>
    public string Role { get; } = role;

    /// <summary>The expression.</summary>
    public string Expression { get; } = expression;
}
