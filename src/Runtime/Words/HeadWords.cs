using System.Diagnostics;

namespace Etch;

/// <summary>Logits over the vocabulary.</summary>
[Conditional("ETCH_KEEP_DECLARATION")]
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class LanguageModelHeadAttribute : WordAttribute
{
    /// <summary>Whether the matrix is the token table.</summary>
    public bool Tied { get; set; }

    /// <summary>Whether there is a bias.</summary>
    public bool Bias { get; set; }

    /// <summary>Logits become cap · tanh(logit / cap); 0: not.</summary>
    public float SoftCap { get; set; }

    /// <summary>What logits are multiplied by, before the cap.</summary>
    public float Scale { get; set; } = 1;
}

/// <summary>Logits over labels: one row per sequence after a Pool, else one per token.</summary>
/// <param name="labels">The number of labels.</param>
[Conditional("ETCH_KEEP_DECLARATION")]
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class ClassifierAttribute(int labels) : WordAttribute
{
    /// <summary>The number of labels.</summary>
    public int Labels { get; } = labels;

    /// <summary>Whether there is a bias.</summary>
    public bool Bias { get; set; } = true;
}

/// <summary>Two logits per token: where a span begins and where it ends.</summary>
[Conditional("ETCH_KEEP_DECLARATION")]
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class SpanHeadAttribute : WordAttribute;

/// <summary>The rows of a sequence become one.</summary>
/// <param name="kind">How.</param>
[Conditional("ETCH_KEEP_DECLARATION")]
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class PoolAttribute(Pooling kind) : WordAttribute
{
    /// <summary>How.</summary>
    public Pooling Kind { get; } = kind;

    /// <summary>The first row that counts.</summary>
    public int From { get; set; }

    /// <summary>How many count; 0: all.</summary>
    public int Count { get; set; }

    /// <summary>The id that EndOfText looks for.</summary>
    public int Token { get; set; } = -1;
}
