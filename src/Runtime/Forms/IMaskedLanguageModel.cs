namespace Etch;

/// <summary>A session of a masked language model: logits over the vocabulary for asked positions of a sequence.</summary>
public interface IMaskedLanguageModel : IDisposable
{
    /// <summary>The most tokens of one sequence.</summary>
    int Context { get; }

    /// <summary>The number of token ids, which is the width of the logits.</summary>
    int VocabularySize { get; }

    /// <summary>Reads a sequence and writes the logits of the asked positions.</summary>
    /// <param name="tokens">1 to <see cref="Context"/> ids.</param>
    /// <param name="positions">The positions whose logits are wanted, in any order.</param>
    /// <param name="destination">At least positions × <see cref="VocabularySize"/> elements.</param>
    /// <param name="segments">The segment of each token, or empty.</param>
    void Predict(ReadOnlySpan<int> tokens, ReadOnlySpan<int> positions, Span<float> destination, ReadOnlySpan<int> segments = default);
}
