namespace Etch;

/// <summary>
/// A session of a causal language model: it reads tokens and answers with logits. A session owns one arena and the keys and
/// values of what it has read; it serves one caller at a time, while any number of sessions may run on one model.
/// </summary>
public interface ILanguageModel : IDisposable
{
    /// <summary>The most tokens that a session can hold.</summary>
    int Context { get; }

    /// <summary>The number of token ids, which is the width of the logits.</summary>
    int VocabularySize { get; }

    /// <summary>The number of tokens that the session has read.</summary>
    int Position { get; }

    /// <summary>Appends tokens and returns the logits (<see cref="VocabularySize"/>) that follow the last of them.</summary>
    /// <param name="tokens">At least one id; each is at least 0 and below <see cref="VocabularySize"/>.</param>
    /// <returns>A view of the session's memory, good until its next call.</returns>
    /// <exception cref="ArgumentException">No token, an id outside the vocabulary, or more tokens than the context holds; the session is as before.</exception>
    ReadOnlySpan<float> Forward(ReadOnlySpan<int> tokens);

    /// <summary>Appends tokens and writes the logits that follow each of them: tokens × <see cref="VocabularySize"/>, row after row.</summary>
    /// <param name="tokens">At least one id.</param>
    /// <param name="destination">At least tokens × <see cref="VocabularySize"/> elements.</param>
    /// <exception cref="ArgumentException">As <see cref="Forward"/>, or the destination is too small.</exception>
    void ForwardAll(ReadOnlySpan<int> tokens, Span<float> destination);

    /// <summary>Forgets all tokens from a position on.</summary>
    /// <param name="position">From 0 to <see cref="Position"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">The position was never read.</exception>
    void Rewind(int position);

    /// <summary>A second session that has read the same tokens; both share their past and go on independently.</summary>
    ILanguageModel Fork();
}
