namespace Etch.Numerics.Tests.Models;

// Small causal models of odd shapes with random weights: widths beside multiples of lanes, contexts of several blocks (96) and pieces (256).

[Transformer(Width = 40, Context = 320)]
[Tokens(101)]
[Repeat(2)]
[RmsNorm, Attention(4, KeyValueHeads = 2, Bias = false), Rotary, Causal, Residual]
[RmsNorm, FeedForward(52, Activation.Silu, Gated = true, Bias = false), Residual]
[End]
[RmsNorm, LanguageModelHead(Tied = true)]
public sealed partial class LlamaShape;

[Transformer(Width = 36, Context = 300)]
[Tokens(70), LearnedPositions]
[Repeat(2)]
[LayerNorm, Attention(3), Causal, Residual]
[LayerNorm, FeedForward(75, Activation.GeluTanh), Residual]
[End]
[LayerNorm, LanguageModelHead]
public sealed partial class Gpt2Shape;

/// <summary>Windows of less than a tile, of some tiles and of more than a block of 96 positions.</summary>
[Transformer(Width = 24, Context = 420)]
[Tokens(40)]
[Repeat(3, Pattern = "abc")]
[RmsNorm, Attention(2, Bias = false), Rotary, Causal, Window(3, In = "a"), Window(17, In = "b"), Window(130, In = "c"), Residual]
[RmsNorm, FeedForward(40, Activation.Silu, Bias = false), Residual]
[End]
[RmsNorm, LanguageModelHead(Tied = true)]
public sealed partial class Windows;

/// <summary>Heads of 1, 3, 5, 10, 24, 50 and 80 places; fewer heads of keys; values of another width.</summary>
[Transformer(Width = 30, Context = 110)]
[Tokens(50), LearnedPositions]
[Repeat(10, Pattern = "abcdefghi")]
[LayerNorm, Attention(3, HeadWidth = 1, In = "a"), Attention(3, HeadWidth = 3, In = "b"), Attention(2, HeadWidth = 5, In = "c"), Attention(4, HeadWidth = 10,
    KeyValueHeads = 2, In = "d"), Attention(1, HeadWidth = 24, In = "e"), Attention(2, HeadWidth = 50, KeyValueHeads = 1, In = "f"), Attention(1, HeadWidth = 80,
    In = "g"), Attention(3, HeadWidth = 7, ValueWidth = 11, In = "h"), Attention(3, HeadWidth = 11, In = "i"), Causal, Residual]
[End]
[LayerNorm, LanguageModelHead(Tied = true)]
public sealed partial class HeadWidths;

/// <summary>Every norm of queries and keys.</summary>
[Transformer(Width = 30, Context = 100)]
[Tokens(50)]
[Repeat(8, Pattern = "abcdefgh")]
[RmsNorm, Attention(3, KeyValueHeads = 1, Bias = false), QueryKeyNorm(In = "a"), QueryKeyNorm(Gain = Gain.PerHead, In = "b"), QueryKeyNorm(Gain = Gain.None, In = "c"),
    QueryKeyNorm(Norm = Norm.Layer, Bias = true, In = "d"), QueryKeyNorm(Norm = Norm.Layer, Gain = Gain.PerHead, Bias = true, In = "e"),
    QueryKeyNorm(Over = Over.All, In = "f"), QueryKeyNorm(Norm = Norm.Layer, Over = Over.All, Bias = true, In = "g"),
    QueryKeyNorm(Over = Over.All, Gain = Gain.None, Epsilon = 1e-3f, In = "h"), Rotary, Causal, Residual]
[End]
[RmsNorm, LanguageModelHead(Tied = true)]
public sealed partial class QueryKeyNorms;

/// <summary>Every pairing, width and scaling of the rotation.</summary>
[Transformer(Width = 36, Context = 130)]
[Tokens(50)]
[Repeat(7, Pattern = "abcdefg")]
[RmsNorm, Attention(3, Bias = false), Rotary(Pairing = Pairing.Adjacent, In = "a"), Rotary(500, Width = 6, In = "b"), Rotary(Width = 10,
    Pairing = Pairing.Adjacent, In = "c"), Rotary(In = "d"), Interpolated(4, In = "d"), Rotary(In = "e"), Llama3(8, Original = 64, In = "e"), Rotary(In = "f"),
    Yarn(4, Original = 32, In = "f"), Rotary(Pairing = Pairing.Adjacent, In = "g"), Yarn(2, Original = 64, Magnitude = 1.2f, In = "g"), Causal, Residual]
[End]
[RmsNorm, LanguageModelHead(Tied = true)]
public sealed partial class Rotations;

/// <summary>Terms and scales of the scores.</summary>
[Transformer(Width = 30, Context = 210)]
[Tokens(50)]
[Repeat(8, Pattern = "abcdefgh")]
[LayerNorm, Attention(3, In = "a"), Attention(3, In = "b"), Attention(5, In = "c"), Attention(3, In = "d"), Attention(3, Scale = 0.7f, In = "e"),
    Attention(3, ScaleByLayer = true, Bias = false, KeyBias = true, In = "f"), Attention(3, Score = Score.Cosine, Scale = 4, OutputBias = false, In = "g"),
    Attention(1, Projections = false, In = "h"), SoftCap(2, In = "a"), Alibi(In = "b"), Alibi(Form = AlibiForm.Mpt, In = "c"),
    SoftCap(3, In = "e"), Causal, Residual]
[End]
[LayerNorm, LanguageModelHead(Tied = true, Scale = 0.5f, SoftCap = 6)]
public sealed partial class Scores;

/// <summary>How values flow: parallel words and brackets, scaled residuals, shared layers, projections, a table of another width.</summary>
[Transformer(Width = 28, Context = 100)]
[Tokens(53, Width = 20, Scale = 3), Project(28, Bias = false), SinusoidalPositions(Layout = Layout.Halves, Offset = 2)]
[Repeat(2)]
[LayerNorm(Bias = false), Attention(2), Causal, Parallel, FeedForward(33, Activation.Gelu), Residual(Scale = 0.5f)]
[End]
[Repeat(3, Shared = true)]
[LayerNorm, Attention(4, KeyValueHeads = 2, HeadWidth = 6), Rotary, Causal, Residual]
[Parallel, RmsNorm, FeedForward(20, Activation.Tanh, Gated = true), Residual]
[RmsNorm(Gain = false), Project(17), Activate(Activation.Mish), Project(28, Bias = false), Scale(0.3f), Residual]
[End]
[LayerNorm, LanguageModelHead(Bias = true)]
public sealed partial class Flows;

/// <summary>The GPT-3 block between a window and all, post-norm, with sandwiched norms.</summary>
[Transformer(Width = 32, Context = 200)]
[Tokens(49), SinusoidalPositions]
[Repeat(4, Pattern = "d(b)")]
[RmsNorm, Attention(2), Causal, Window(20, In = "b"), RmsNorm, Residual]
[FeedForward(48, Activation.Relu), Residual, LayerNorm]
[End]
[LanguageModelHead]
public sealed partial class Bands;

/// <summary>Attention outside of any Repeat.</summary>
[Transformer(Width = 16, Context = 120)]
[Tokens(31), LearnedPositions]
[LayerNorm, Attention(2), Causal, Residual]
[LayerNorm, Attention(1, HeadWidth = 12), Causal, Window(9), Residual]
[LayerNorm, LanguageModelHead(Tied = true)]
public sealed partial class PlainBrackets;
