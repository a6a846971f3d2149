namespace Etch.Numerics.Tests.Models;

/// <summary>The classifier of fourteen languages: BERT with a pooler.</summary>
[Transformer("models/languages/config.json")]
public sealed partial class Languages;

/// <summary>The sentence embedder, in the brackets of all-MiniLM-L6-v2.</summary>
[Transformer(Width = 128, Context = 128, Epsilon = 1e-12f)]
[Tokens(8000), Segments(2), LearnedPositions, LayerNorm]
[Repeat(3)]
[Attention(4), Residual, LayerNorm]
[FeedForward(512, Activation.Gelu), Residual, LayerNorm]
[End]
[Pool(Pooling.Mean), Normalize]
[Checkpoint(Naming.Bert)]
public sealed partial class Sentences;

/// <summary>karpathy's tinyllamas/stories260K.</summary>
[Transformer(Width = 64, Context = 512)]
[Tokens(512)]
[Repeat(5)]
[RmsNorm, Attention(8, KeyValueHeads = 4, Bias = false), Rotary, Causal, Residual]
[RmsNorm, FeedForward(172, Activation.Silu, Gated = true, Bias = false), Residual]
[End]
[RmsNorm, LanguageModelHead(Tied = true)]
[Checkpoint(Naming.Llama)]
public sealed partial class Stories;

/// <summary>minGPT's gpt-nano, which sorts letters. Its products are Linear (outputs × inputs), where GPT-2 has Conv1D; its activation is the tanh form.</summary>
[Transformer(Width = 48, Context = 11)]
[Tokens(3), LearnedPositions]
[Repeat(3)]
[LayerNorm, Attention(3), Causal, Residual]
[LayerNorm, FeedForward(192, Activation.GeluTanh), Residual]
[End]
[LayerNorm, LanguageModelHead]
[Checkpoint(Naming.Gpt2)]
[Tensor("layers.{layer}.0.attention.query.weight", "\"transformer.h.{layer}.attn.c_attn.weight\"[0:48]")]
[Tensor("layers.{layer}.0.attention.key.weight", "\"transformer.h.{layer}.attn.c_attn.weight\"[48:96]")]
[Tensor("layers.{layer}.0.attention.value.weight", "\"transformer.h.{layer}.attn.c_attn.weight\"[96:144]")]
[Tensor("layers.{layer}.0.attention.output.weight", "\"transformer.h.{layer}.attn.c_proj.weight\"")]
[Tensor("layers.{layer}.1.feedForward.up.weight", "\"transformer.h.{layer}.mlp.c_fc.weight\"")]
[Tensor("layers.{layer}.1.feedForward.down.weight", "\"transformer.h.{layer}.mlp.c_proj.weight\"")]
public sealed partial class SortingGpt;
