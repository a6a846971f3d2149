using System.Diagnostics;

namespace Etch;

/// <summary>y = softmax(q·kᵀ·scale)·v·output (Vaswani et al. 2017). Modifiers follow it.</summary>
/// <param name="heads">The number of heads.</param>
[Conditional("ETCH_KEEP_DECLARATION")]
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class AttentionAttribute(int heads) : WordAttribute
{
    /// <summary>The number of heads.</summary>
    public int Heads { get; } = heads;

    /// <summary>Heads of keys and values; 0: as many as heads.</summary>
    public int KeyValueHeads { get; set; }

    /// <summary>Width of a head; 0: the stream's width / heads.</summary>
    public int HeadWidth { get; set; }

    /// <summary>Width of a head's values; 0: as keys.</summary>
    public int ValueWidth { get; set; }

    /// <summary>What scores are multiplied by; 0: 1/√width.</summary>
    public float Scale { get; set; }

    /// <summary>Whether scores are also divided by the layer's number plus one.</summary>
    public bool ScaleByLayer { get; set; }

    /// <summary>Whether the four products have a bias.</summary>
    public bool Bias { get; set; } = true;

    /// <summary>Overrides Bias for the keys.</summary>
    public bool KeyBias { get; set; }

    /// <summary>Overrides Bias for the output.</summary>
    public bool OutputBias { get; set; }

    /// <summary>Whether there are products at all; without, query, key and value are the stream.</summary>
    public bool Projections { get; set; } = true;

    /// <summary>How a score is computed.</summary>
    public Score Score { get; set; } = Score.Dot;
}

/// <summary>y = activation(x·up + b)·down + b, or (activation(x·gate) ⊙ x·up)·down when gated.</summary>
/// <param name="hidden">The width between.</param>
/// <param name="activation">The function between.</param>
[Conditional("ETCH_KEEP_DECLARATION")]
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class FeedForwardAttribute(int hidden, Activation activation) : WordAttribute
{
    /// <summary>The width between.</summary>
    public int Hidden { get; } = hidden;

    /// <summary>The function between.</summary>
    public Activation Activation { get; } = activation;

    /// <summary>Whether a gate multiplies.</summary>
    public bool Gated { get; set; }

    /// <summary>Whether the products have a bias.</summary>
    public bool Bias { get; set; } = true;
}

/// <summary>y = x·weight + b.</summary>
/// <param name="width">The new width of the stream.</param>
[Conditional("ETCH_KEEP_DECLARATION")]
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class ProjectAttribute(int width) : WordAttribute
{
    /// <summary>The new width of the stream.</summary>
    public int Width { get; } = width;

    /// <summary>Whether there is a bias.</summary>
    public bool Bias { get; set; } = true;
}

/// <summary>y = activation(x).</summary>
/// <param name="activation">The function.</param>
[Conditional("ETCH_KEEP_DECLARATION")]
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class ActivateAttribute(Activation activation) : WordAttribute
{
    /// <summary>The function.</summary>
    public Activation Activation { get; } = activation;
}

/// <summary>y = x · factor.</summary>
/// <param name="factor">The factor.</param>
[Conditional("ETCH_KEEP_DECLARATION")]
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class ScaleAttribute(float factor) : WordAttribute
{
    /// <summary>The factor.</summary>
    public float Factor { get; } = factor;
}
