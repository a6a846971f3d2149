namespace Etch.Benchmarks;

/// <summary>The shape of all-MiniLM-L6-v2; the weights are random and go by their roles.</summary>
[Transformer(Width = 384, Context = 512, Epsilon = 1e-12f)]
[Tokens(30522), Segments(2), LearnedPositions, LayerNorm]
[Repeat(6)]
[Attention(12), Residual, LayerNorm]
[FeedForward(1536, Activation.Gelu), Residual, LayerNorm]
[End]
[Pool(Pooling.Mean), Normalize]
public sealed partial class MiniLm;

/// <summary>The model of the Shakespeare example.</summary>
[Transformer(Width = 192, Context = 256)]
[Tokens(1024)]
[Repeat(6)]
[RmsNorm, Attention(6, KeyValueHeads = 2, Bias = false), Rotary(10_000), Causal, Residual]
[RmsNorm, FeedForward(512, Activation.Silu, Gated = true, Bias = false), Residual]
[End]
[RmsNorm, LanguageModelHead(Tied = true)]
[Checkpoint(Naming.Llama)]
public sealed partial class Bard;

/// <summary>Attention and nothing else: what its kernel costs.</summary>
[Transformer(Width = 384, Context = 128)]
[Tokens(128)]
[Repeat(1)]
[Attention(12, Projections = false)]
[End]
public sealed partial class AttentionAlone;
