namespace Etch.Generator.Tests.Support;

/// <summary>Small declarations that together have every kind of node.</summary>
internal static class Shapes
{
    public const string Gpt2 = """
        [Transformer(Width = 32, Context = 64)]
        [Tokens(96), LearnedPositions]
        [Repeat(2)]
        [LayerNorm, Attention(4), Causal, Residual]
        [LayerNorm, FeedForward(48, Activation.GeluTanh), Residual]
        [End]
        [LayerNorm, LanguageModelHead(Tied = true)]
        [Checkpoint(Naming.Gpt2)]
        public sealed partial class Model;
        """;

    public const string Llama = """
        [Transformer(Width = 32, Context = 64, Epsilon = 1e-6f)]
        [Tokens(96)]
        [Repeat(2)]
        [RmsNorm, Attention(4, KeyValueHeads = 2, Bias = false), Rotary, Causal, Residual]
        [RmsNorm, FeedForward(48, Activation.Silu, Gated = true, Bias = false), Residual]
        [End]
        [RmsNorm, LanguageModelHead]
        [Checkpoint(Naming.Llama)]
        public sealed partial class Model;
        """;

    public const string Bert = """
        [Transformer(Width = 32, Context = 64, Epsilon = 1e-12f)]
        [Tokens(96), Segments(2), LearnedPositions, LayerNorm, Output("Embedded")]
        [Repeat(2)]
        [Attention(4), Residual, LayerNorm]
        [FeedForward(48, Activation.Gelu), Residual, LayerNorm]
        [End]
        [Pool(Pooling.Mean), Normalize]
        [Checkpoint(Naming.Bert)]
        public sealed partial class Model;
        """;

    /// <summary>Two kinds of layers, both places of Parallel, both pairings, terms of scores, outputs, every other word.</summary>
    public const string Mixed = """
        [Transformer(Width = 32, Context = 64)]
        [Tokens(96, Scale = 5.65f), SinusoidalPositions(Layout = Layout.Halves), Output("Embedded")]
        [Repeat(5, Pattern = "a(ab)")]
        [RmsNorm, Attention(4, HeadWidth = 6, ScaleByLayer = true), QueryKeyNorm, Rotary(500, Width = 4, Pairing = Pairing.Adjacent), Yarn(4, Original = 16), SoftCap(30), Causal, Window(9, In = "b"), Parallel, FeedForward(40, Activation.Mish), Residual(Scale = 0.5f)]
        [LayerNorm(Bias = false), FeedForward(20, Activation.Relu, Gated = true, Bias = false, In = "a"), Scale(0.25f), Residual]
        [Parallel, Project(20), Activate(Activation.Tanh), Project(32), Residual]
        [End]
        [RmsNorm, LanguageModelHead(SoftCap = 20, Bias = true, Scale = 0.125f)]
        public sealed partial class Model;
        """;

    public static IReadOnlyList<(string Name, string Source)> All => [("Gpt2", Gpt2), ("Llama", Llama), ("Bert", Bert), ("Mixed", Mixed)];

    public static TheoryData<string> Names => [.. All.Select(shape => shape.Name)];

    public static string Of(string name) => All.First(shape => shape.Name == name).Source;
}
