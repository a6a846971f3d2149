using System.Globalization;
using System.Text;

namespace Etch.Text;

/// <summary>
/// The regular expression of GPT-2's encoder.py, by hand:
/// <c>'s|'t|'re|'ve|'m|'ll|'d| ?\p{L}+| ?\p{N}+| ?[^\s\p{L}\p{N}]+|\s+(?!\S)|\s+</c>.
/// </summary>
internal static class Gpt2Pattern
{
    private static readonly string[] s_contractions = ["'s", "'t", "'re", "'ve", "'m", "'ll", "'d"];

    private enum Kind
    {
        Letter,
        Number,
        Space,
        Other,
    }

    /// <summary>Where the piece that begins at <paramref name="start"/> ends.</summary>
    public static int End(ReadOnlySpan<char> text, int start)
    {
        if (start == text.Length)
        {
            return start;
        }
        if (text[start] == '\'' && Contraction(text[start..]) is > 0 and int length)
        {
            return start + length;
        }
        bool leadingBlank = text[start] == ' ' && start + 1 < text.Length;
        int first = leadingBlank ? start + 1 : start;
        Kind kind = KindAt(text, first, out _);
        return kind == Kind.Space ? SpaceEnd(text, start) : RunEnd(text, first, kind);
    }

    private static int Contraction(ReadOnlySpan<char> text)
    {
        foreach (string contraction in s_contractions)
        {
            if (text.StartsWith(contraction, StringComparison.Ordinal))
            {
                return contraction.Length;
            }
        }
        return 0;
    }

    // The last blank of several belongs to the word behind them: that is what (?!\S) leaves.
    private static int SpaceEnd(ReadOnlySpan<char> text, int start)
    {
        int end = RunEnd(text, start, Kind.Space);
        return end == text.Length || end - start == 1 ? end : end - 1;
    }

    private static int RunEnd(ReadOnlySpan<char> text, int position, Kind kind)
    {
        while (position < text.Length && KindAt(text, position, out int length) == kind)
        {
            position += length;
        }
        return position;
    }

    private static Kind KindAt(ReadOnlySpan<char> text, int position, out int length)
    {
        char unit = text[position];
        length = 1;
        if (char.IsAscii(unit))
        {
            return char.IsAsciiLetter(unit) ? Kind.Letter : char.IsAsciiDigit(unit) ? Kind.Number : char.IsWhiteSpace(unit) ? Kind.Space : Kind.Other;
        }
        Rune rune = Characters.First(text[position..], out length);
        return Characters.IsWhiteSpace(rune) ? Kind.Space : KindOf(Rune.GetUnicodeCategory(rune));
    }

    private static Kind KindOf(UnicodeCategory category) => category switch
    {
        <= UnicodeCategory.OtherLetter => Kind.Letter,
        UnicodeCategory.DecimalDigitNumber or UnicodeCategory.LetterNumber or UnicodeCategory.OtherNumber => Kind.Number,
        _ => Kind.Other,
    };
}
