namespace Etch.Examples.Shakespeare;

/// <summary>A small Llama that has read Shakespeare: 6 layers, 192 wide, 6 heads over 2 key-value heads, 2.6 million parameters.</summary>
[Transformer(Width = 192, Context = 256)]
[Tokens(1024)]
[Repeat(6)]
[RmsNorm, Attention(6, KeyValueHeads = 2, Bias = false), Rotary(10_000), Causal, Residual]
[RmsNorm, FeedForward(512, Activation.Silu, Gated = true, Bias = false), Residual]
[End]
[RmsNorm, LanguageModelHead(Tied = true)]
[Checkpoint(Naming.Llama)]
public sealed partial class Bard;
