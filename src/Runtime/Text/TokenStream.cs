namespace Etch.Text;

/// <summary>
/// Decodes tokens one by one, as a model makes them. All that <see cref="Append"/> and <see cref="Flush"/> return, one behind the
/// other, is what <see cref="Tokenizer.Decode"/> returns for the same tokens. One caller at a time.
/// </summary>
public sealed class TokenStream : ITextStream
{
    private readonly Vocabulary _vocabulary;
    private readonly TokenDecoder _decoder;
    private readonly bool _skipSpecialTokens;
    private readonly DecodedText _text = new();
    private bool _isFirst = true;

    internal TokenStream(Vocabulary vocabulary, TokenDecoder decoder, bool skipSpecialTokens)
    {
        _vocabulary = vocabulary;
        _decoder = decoder;
        _skipSpecialTokens = skipSpecialTokens;
    }

    /// <summary>
    /// The text that became certain with this token: it may be empty, and it never holds a part of a character. Bytes of a character
    /// that is not whole yet are held back.
    /// </summary>
    /// <param name="id">An id. One that no token has, as models with a padded vocabulary may give it, adds nothing.</param>
    /// <exception cref="ArgumentOutOfRangeException">The id is negative.</exception>
    public string Append(int id)
    {
        Add(id);
        return _text.Take();
    }

    /// <summary>The rest: U+FFFD if bytes of an unfinished character were held back, else nothing. Then the stream begins anew.</summary>
    public string Flush()
    {
        _text.Finish();
        _isFirst = true;
        return _text.Take();
    }

    internal void Add(int id)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(id);
        if (_vocabulary.Find(id) is { } token && !(_skipSpecialTokens && _vocabulary.IsSpecial(id)))
        {
            _decoder.Append(token, _isFirst, _text);
            _isFirst = false;
        }
    }
}
