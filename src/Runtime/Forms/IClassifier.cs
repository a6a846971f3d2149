namespace Etch;

/// <summary>
/// A session of a classifier: one row of logits per sequence, or per token where the model does not pool (token and span
/// classification). It serves one caller at a time.
/// </summary>
public interface IClassifier : IDisposable
{
    /// <summary>The most tokens of one sequence.</summary>
    int Context { get; }

    /// <summary>The number of labels.</summary>
    int LabelCount { get; }

    /// <summary>Whether a sequence gets one row of logits, or each token.</summary>
    bool IsPooled { get; }

    /// <summary>Classifies one sequence.</summary>
    /// <param name="tokens">1 to <see cref="Context"/> ids.</param>
    /// <param name="segments">The segment of each token, for models that have segments; empty means segment 0 throughout.</param>
    /// <returns>The logits, (1 or tokens) × <see cref="LabelCount"/>; a view of the session's memory, good until its next call.</returns>
    ReadOnlySpan<float> Classify(ReadOnlySpan<int> tokens, ReadOnlySpan<int> segments = default);

    /// <summary>Classifies sequences of different lengths together, without padding.</summary>
    /// <param name="tokens">The sequences, one after another.</param>
    /// <param name="lengths">The length of each.</param>
    /// <param name="destination">The logits in the same order.</param>
    /// <param name="segments">The segment of each token, or empty.</param>
    void ClassifyBatch(ReadOnlySpan<int> tokens, ReadOnlySpan<int> lengths, Span<float> destination, ReadOnlySpan<int> segments = default);
}
