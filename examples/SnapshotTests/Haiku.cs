namespace Etch.Examples.SnapshotTests;

/// <summary>A language model small enough to be read whole.</summary>
[Transformer(Width = 32, Context = 64)]
[Tokens(96), LearnedPositions]
[Repeat(2)]
[LayerNorm, Attention(4), Causal, Residual]
[LayerNorm, FeedForward(64, Activation.GeluTanh), Residual]
[End]
[LayerNorm, LanguageModelHead(Tied = true)]
[Checkpoint(Naming.Gpt2)]
public sealed partial class Haiku;
