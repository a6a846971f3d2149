namespace Etch;

/// <summary>
/// A session of an encoder: tokens in, hidden states out, one row per token, or one row per sequence where the model pools.
/// It serves one caller at a time.
/// </summary>
public interface IEncoder : IDisposable
{
    /// <summary>The most tokens of one sequence.</summary>
    int Context { get; }

    /// <summary>The width of a row of the output.</summary>
    int OutputWidth { get; }

    /// <summary>Whether a sequence becomes one row (pooled) or one row per token.</summary>
    bool IsPooled { get; }

    /// <summary>Encodes one sequence.</summary>
    /// <param name="tokens">1 to <see cref="Context"/> ids.</param>
    /// <param name="destination">At least <see cref="OutputWidth"/> elements where the model pools, else tokens × <see cref="OutputWidth"/>.</param>
    /// <param name="segments">The segment of each token, for models that have segments; empty means segment 0 throughout.</param>
    /// <exception cref="ArgumentException">No token, too many, an id outside the vocabulary, or a destination that is too small.</exception>
    void Encode(ReadOnlySpan<int> tokens, Span<float> destination, ReadOnlySpan<int> segments = default);

    /// <summary>Encodes sequences of different lengths together, without padding; every row has the bits that <see cref="Encode"/> gives.</summary>
    /// <param name="tokens">The sequences, one after another.</param>
    /// <param name="lengths">The length of each; their sum is the number of tokens.</param>
    /// <param name="destination">The outputs in the same order.</param>
    /// <param name="segments">The segment of each token, or empty.</param>
    void EncodeBatch(ReadOnlySpan<int> tokens, ReadOnlySpan<int> lengths, Span<float> destination, ReadOnlySpan<int> segments = default);
}
