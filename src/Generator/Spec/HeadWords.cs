namespace Etch.Generator.Spec;

/// <summary>logits = x·headᵀ (· scale, then soft-capped), tied to the token table or with a matrix of its own.</summary>
[Word("LanguageModelHead")]
internal sealed record LanguageModelHeadSpec(bool Tied = false, bool Bias = false, float SoftCap = 0, float Scale = 1) : HeadSpec;

/// <summary>logits = x·weight + b: one row per sequence after a Pool, else one per token.</summary>
[Word("Classifier", 1)]
internal sealed record ClassifierSpec(int Labels, bool Bias = true) : HeadSpec;

/// <summary>Two logits per token: where a span begins and where it ends.</summary>
[Word("SpanHead")]
internal sealed record SpanHeadSpec : HeadSpec;

/// <summary>The rows of a sequence become one.</summary>
[Word("Pool", 1)]
internal sealed record PoolSpec(Pooling Kind, int From = 0, int Count = 0, int Token = -1) : HeadSpec;
