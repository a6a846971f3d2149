namespace Etch.Numerics.Tests.Models;

// Small models that read whole sequences, with random weights.

[Transformer(Width = 28, Context = 300, Epsilon = 1e-12f)]
[Tokens(90), Segments(2), LearnedPositions, LayerNorm]
[Repeat(2)]
[Attention(2), Residual, LayerNorm]
[FeedForward(45, Activation.Gelu), Residual, LayerNorm]
[End]
[Pool(Pooling.First), Project(28), Activate(Activation.Tanh), Classifier(5)]
public sealed partial class BertShape;

/// <summary>Labels for each token; a window to both sides, slopes to both sides.</summary>
[Transformer(Width = 20, Context = 230)]
[Tokens(60)]
[Repeat(3, Pattern = "abc")]
[LayerNorm, Attention(2), Alibi(In = "a"), Window(7, In = "b"), Window(150, In = "c"), Residual]
[End]
[LayerNorm, Classifier(3, Bias = false)]
public sealed partial class TokenLabels;

[Transformer(Width = 26, Context = 120)]
[Tokens(61), LearnedPositions(Offset = 2), LayerNorm]
[Repeat(1)]
[Attention(2), Residual, LayerNorm]
[End]
[Project(26), Activate(Activation.Gelu), LayerNorm, LanguageModelHead(Tied = true, Bias = true)]
public sealed partial class MaskedShape;

[Transformer(Width = 22, Context = 100)]
[Tokens(40), Segments(3)]
[Repeat(1)]
[Attention(2), Rotary(Width = 4), Residual, LayerNorm]
[End]
[SpanHead]
public sealed partial class SpanShape;

/// <summary>Every activation, plain and behind a gate.</summary>
[Transformer(Width = 22, Context = 40)]
[Tokens(64)]
[Repeat(12, Pattern = "abcdefghijkl")]
[LayerNorm, FeedForward(19, Activation.Gelu, In = "a"), FeedForward(19, Activation.GeluTanh, In = "b"), FeedForward(19, Activation.QuickGelu, In = "c"),
    FeedForward(19, Activation.Relu, In = "d"), FeedForward(19, Activation.ReluSquared, In = "e"), FeedForward(19, Activation.Relu6, In = "f"),
    FeedForward(19, Activation.Silu, In = "g"), FeedForward(19, Activation.Tanh, In = "h"), FeedForward(19, Activation.Sigmoid, In = "i"),
    FeedForward(19, Activation.Mish, In = "j"), FeedForward(19, Activation.LeakyRelu, In = "k"), FeedForward(19, Activation.Sigmoid, In = "l"), Residual]
[LayerNorm, FeedForward(21, Activation.Gelu, Gated = true, In = "a"), FeedForward(21, Activation.GeluTanh, Gated = true, In = "b"),
    FeedForward(21, Activation.QuickGelu, Gated = true, In = "c"), FeedForward(21, Activation.Relu, Gated = true, In = "d"),
    FeedForward(21, Activation.ReluSquared, Gated = true, In = "e"), FeedForward(21, Activation.Relu6, Gated = true, In = "f"),
    FeedForward(21, Activation.Silu, Gated = true, In = "g"), FeedForward(21, Activation.Tanh, Gated = true, In = "h"),
    FeedForward(21, Activation.Sigmoid, Gated = true, In = "i"), FeedForward(21, Activation.Mish, Gated = true, In = "j"),
    FeedForward(21, Activation.LeakyRelu, Gated = true, In = "k"), FeedForward(21, Activation.Sigmoid, Gated = true, Bias = false, In = "l"), Residual]
[End]
[Activate(Activation.Relu), Activate(Activation.Log1p)]
public sealed partial class Activations;

/// <summary>Attention by cosine without products; a named output on the way.</summary>
[Transformer(Width = 18, Context = 110)]
[Tokens(33), SinusoidalPositions(Layout = Layout.HalvesInclusive)]
[Attention(1, Projections = false, Score = Score.Cosine, Scale = 5), Residual, LayerNorm, Output("Middle")]
[FeedForward(31, Activation.Relu), Residual, LayerNorm]
public sealed partial class CosineEncoder;

[Transformer(Width = 35, Context = 200)]
[Tokens(30), LearnedPositions]
[Attention(5), Residual, LayerNorm]
[Pool(Pooling.Mean), Normalize]
public sealed partial class MeanPool;

[Transformer(Width = 35, Context = 200)]
[Tokens(30), LearnedPositions, LayerNorm]
[Pool(Pooling.MeanSqrt)]
public sealed partial class MeanSqrtPool;

[Transformer(Width = 35, Context = 200)]
[Tokens(30), LearnedPositions, LayerNorm]
[Pool(Pooling.Weighted)]
public sealed partial class WeightedPool;

[Transformer(Width = 35, Context = 200)]
[Tokens(30), LearnedPositions, LayerNorm]
[Pool(Pooling.Max), Normalize]
public sealed partial class MaxPool;

[Transformer(Width = 35, Context = 200)]
[Tokens(30), LearnedPositions, LayerNorm]
[Pool(Pooling.Last)]
public sealed partial class LastPool;

[Transformer(Width = 35, Context = 200)]
[Tokens(30), LearnedPositions, LayerNorm]
[Pool(Pooling.First), Normalize]
public sealed partial class FirstPool;
