namespace Etch.Fuzz.Calls;

/// <summary>A language model of two blocks of positions and more, whose prompts run in two pieces.</summary>
[Transformer(Width = 16, Context = 300)]
[Tokens(23), LearnedPositions]
[Repeat(2)]
[LayerNorm, Attention(2), Causal, Residual]
[LayerNorm, FeedForward(20, Activation.Relu), Residual]
[End]
[LayerNorm, LanguageModelHead(Tied = true)]
internal sealed partial class Whole;

/// <summary>A language model that gives blocks back behind its window.</summary>
[Transformer(Width = 16, Context = 300)]
[Tokens(23)]
[Repeat(2)]
[RmsNorm, Attention(2, Bias = false), Rotary, Causal, Window(11), Residual]
[RmsNorm, FeedForward(20, Activation.Silu, Bias = false), Residual]
[End]
[RmsNorm, LanguageModelHead]
internal sealed partial class Windowed;

/// <summary>An encoder.</summary>
[Transformer(Width = 16, Context = 120)]
[Tokens(23), LearnedPositions]
[Repeat(2)]
[Attention(2), Residual, LayerNorm]
[FeedForward(20, Activation.Gelu), Residual, LayerNorm]
[End]
[Pool(Pooling.Mean)]
internal sealed partial class Pooled;
