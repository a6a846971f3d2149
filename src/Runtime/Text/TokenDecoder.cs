using System.Buffers;
using System.Text;

namespace Etch.Text;

/// <summary>Says what text a token adds to those before it. Decoders hold no state: one serves all threads.</summary>
internal abstract class TokenDecoder
{
    /// <summary>Appends the text of one token, the first of the text or a later one.</summary>
    public abstract void Append(string token, bool isFirst, DecodedText text);
}

/// <summary>No decoder in the file: tokens with blanks between them.</summary>
internal sealed class SpacedDecoder : TokenDecoder
{
    public override void Append(string token, bool isFirst, DecodedText text)
    {
        text.Append(isFirst ? "" : " ");
        text.Append(token);
    }
}

/// <summary>Tokens one behind the other.</summary>
internal sealed class FuseDecoder : TokenDecoder
{
    public override void Append(string token, bool isFirst, DecodedText text) => text.Append(token);
}

/// <summary>Pieces that continue a word lose their prefix, others get a blank before them.</summary>
internal sealed class WordPieceDecoder(string prefix, bool cleanup) : TokenDecoder
{
    private static readonly (string Dirty, string Clean)[] s_cleanups =
    [
        (" .", "."), (" ?", "?"), (" !", "!"), (" ,", ","), (" ' ", "'"), (" n't", "n't"),
        (" 'm", "'m"), (" do not", " don't"), (" 's", "'s"), (" 've", "'ve"), (" 're", "'re"),
    ];

    public override void Append(string token, bool isFirst, DecodedText text)
    {
        string spelled = isFirst ? token : token.StartsWith(prefix, StringComparison.Ordinal) ? token[prefix.Length..] : " " + token;
        text.Append(cleanup ? Clean(spelled) : spelled);
    }

    // The reference cleans token by token, so what lies across two tokens (" ' ", " do not") stays.
    private static string Clean(string spelled)
    {
        foreach ((string dirty, string clean) in s_cleanups)
        {
            spelled = spelled.Replace(dirty, clean, StringComparison.Ordinal);
        }
        return spelled;
    }
}

/// <summary>Tokens spell bytes, the bytes are UTF-8. A token with a character outside the byte alphabet stands for itself.</summary>
internal sealed class ByteLevelDecoder : TokenDecoder
{
    public override void Append(string token, bool isFirst, DecodedText text)
    {
        byte[] bytes = ArrayPool<byte>.Shared.Rent(token.Length);
        if (ByteAlphabet.TrySpell(token, bytes))
        {
            text.Append(bytes.AsSpan(0, token.Length));
        }
        else
        {
            text.Append(System.Text.Encoding.UTF8.GetBytes(token));
        }
        ArrayPool<byte>.Shared.Return(bytes);
    }
}

/// <summary>Text under way, which may end in the first bytes of a character.</summary>
internal sealed class DecodedText
{
    private readonly StringBuilder _text = new();
    private readonly Decoder _utf8 = System.Text.Encoding.UTF8.GetDecoder();
    private char[] _chars = new char[64];

    public void Append(string text) => _text.Append(text);

    public void Append(ReadOnlySpan<byte> bytes) => Append(bytes, flush: false);

    /// <summary>What is certain so far; it is handed out once.</summary>
    public string Take()
    {
        string text = _text.ToString();
        _ = _text.Clear();
        return text;
    }

    /// <summary>Gives up on an unfinished character, which becomes U+FFFD.</summary>
    public void Finish() => Append([], flush: true);

    private void Append(ReadOnlySpan<byte> bytes, bool flush)
    {
        int longest = System.Text.Encoding.UTF8.GetMaxCharCount(bytes.Length);
        if (_chars.Length < longest)
        {
            _chars = new char[longest];
        }
        _ = _text.Append(_chars, 0, _utf8.GetChars(bytes, _chars, flush));
    }
}
