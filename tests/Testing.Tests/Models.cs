namespace Etch.Testing.Tests;

/// <summary>Sources of models, as texts.</summary>
internal static class Models
{
    public const string Gpt = """
        [Transformer(Width = 16, Context = 32)]
        [Tokens(64), LearnedPositions]
        [Repeat(2)]
        [LayerNorm, Attention(2), Causal, Residual]
        [End]
        [LayerNorm, LanguageModelHead(Tied = true)]
        public sealed partial class Gpt;
        """;

    public const string ByConfig = "[Transformer(\"config.json\")] public sealed partial class Gpt;";

    public const string Config = """{ "model_type": "gpt2", "vocab_size": 64, "n_embd": 16, "n_layer": 2, "n_head": 2, "n_positions": 32, "architectures": ["GPT2LMHeadModel"] }""";

    public static SnapshotOptions Portable { get; } = new() { InstructionSets = ["Portable"] };

    public static SnapshotOptions ForwardPass { get; } = new() { ForwardPassOnly = true };
}
