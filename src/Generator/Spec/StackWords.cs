namespace Etch.Generator.Spec;

/// <summary>y = (x − mean) / √(variance + ε) · gain + bias (Ba et al. 2016).</summary>
[Word("LayerNorm")]
internal sealed record LayerNormSpec(bool Bias = true, bool Gain = true, float Epsilon = 0) : NormWordSpec;

/// <summary>y = x / √(mean(x²) + ε) · gain (Zhang and Sennrich 2019).</summary>
[Word("RmsNorm")]
internal sealed record RmsNormSpec(bool Gain = true, float Epsilon = 0) : NormWordSpec;

/// <summary>y = x / max(‖x‖, 1e-12).</summary>
[Word("Normalize")]
internal sealed record NormalizeSpec : NormWordSpec;

/// <summary>y = softmax(q·kᵀ·scale + …)·v·output (Vaswani et al. 2017); fewer key-value heads than heads are shared in groups.</summary>
[Word("Attention", 1)]
internal sealed record AttentionSpec(
    int Heads,
    int KeyValueHeads = 0,
    int HeadWidth = 0,
    int ValueWidth = 0,
    float Scale = 0,
    bool ScaleByLayer = false,
    bool Bias = true,
    bool? KeyBias = null,
    bool? OutputBias = null,
    bool Projections = true,
    Score Score = Score.Dot) : OperatorSpec;

/// <summary>y = activation(x·up + b)·down + b, or (activation(x·gate) ⊙ x·up)·down when gated.</summary>
[Word("FeedForward", 2)]
internal sealed record FeedForwardSpec(int Hidden, Activation Activation, bool Gated = false, bool Bias = true) : OperatorSpec;

/// <summary>y = x·weight + b.</summary>
[Word("Project", 1)]
internal sealed record ProjectSpec(int Width, bool Bias = true) : OperatorSpec;

/// <summary>y = activation(x), element by element.</summary>
[Word("Activate", 1)]
internal sealed record ActivateSpec(Activation Activation) : WordSpec;

/// <summary>y = x · factor.</summary>
[Word("Scale", 1)]
internal sealed record ScaleSpec(float Factor) : WordSpec;

/// <summary>stream = stream + scale · made.</summary>
[Word("Residual")]
internal sealed record ResidualSpec(float Scale = 1) : WordSpec;

/// <summary>What follows reads what the thing before it read; both results are added.</summary>
[Word("Parallel")]
internal sealed record ParallelSpec : WordSpec;

/// <summary>Gives the stream at this place a name in the API.</summary>
[Word("Output", 1)]
internal sealed record OutputSpec(string Name) : WordSpec;

/// <summary>The brackets up to End are repeated; a pattern gives each layer a letter, parentheses say what is cycled.</summary>
[Word("Repeat", 1)]
internal sealed record RepeatSpec(int Count, string Pattern = "", bool Shared = false) : WordSpec;

/// <summary>Closes a Repeat.</summary>
[Word("End")]
internal sealed record EndSpec : WordSpec;
