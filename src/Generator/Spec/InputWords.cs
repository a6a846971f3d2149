namespace Etch.Generator.Spec;

/// <summary>stream = table[id] · scale; with a width of its own the table is narrower or wider than the stream.</summary>
[Word("Tokens", 1)]
internal sealed record TokensSpec(int Vocabulary, int Width = 0, float Scale = 1) : InputSpec;

/// <summary>stream += table[position + offset].</summary>
[Word("LearnedPositions")]
internal sealed record LearnedPositionsSpec(int Offset = 0) : InputSpec;

/// <summary>stream += sines and cosines of the position (Vaswani et al. 2017).</summary>
[Word("SinusoidalPositions")]
internal sealed record SinusoidalPositionsSpec(Layout Layout = Layout.Interleaved, int Offset = 0) : InputSpec;

/// <summary>stream += table[segment].</summary>
[Word("Segments", 1)]
internal sealed record SegmentsSpec(int Count) : InputSpec;
