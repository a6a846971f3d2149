namespace Etch.Examples.Search;

/// <summary>
/// A small BERT that gives texts of like meaning like vectors: 3 layers, 128 wide, 4 heads, 1.6 million parameters. It was trained on
/// descriptions of programs, so it knows the words of computing.
/// </summary>
[Transformer(Width = 128, Context = 128, Epsilon = 1e-12f)]
[Tokens(8000), Segments(2), LearnedPositions, LayerNorm]
[Repeat(3)]
[Attention(4), Residual, LayerNorm]
[FeedForward(512, Activation.Gelu), Residual, LayerNorm]
[End]
[Pool(Pooling.Mean), Normalize]
[Checkpoint(Naming.Bert)]
public sealed partial class SentenceEncoder;
