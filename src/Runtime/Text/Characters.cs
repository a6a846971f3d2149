using System.Globalization;
using System.Text;

namespace Etch.Text;

/// <summary>The classes of characters that tokenizers ask for.</summary>
internal static class Characters
{
    /// <summary>Unicode's White_Space; all of it is in the basic plane.</summary>
    public static bool IsWhiteSpace(Rune rune) => rune.IsBmp && char.IsWhiteSpace((char)rune.Value);

    /// <summary>The regular expression <c>\w</c>: Alphabetic, marks, decimal digits, connectors and joiners (UTS #18, annex C).</summary>
    public static bool IsWord(Rune rune) => Rune.GetUnicodeCategory(rune) switch
    {
        UnicodeCategory.UppercaseLetter or UnicodeCategory.LowercaseLetter or UnicodeCategory.TitlecaseLetter => true,
        UnicodeCategory.ModifierLetter or UnicodeCategory.OtherLetter or UnicodeCategory.LetterNumber => true,
        UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark or UnicodeCategory.EnclosingMark => true,
        UnicodeCategory.DecimalDigitNumber or UnicodeCategory.ConnectorPunctuation => true,
        _ => rune.Value is 0x200C or 0x200D || IsAlphabeticSymbol(rune.Value),
    };

    /// <summary>The first character, which takes <paramref name="length"/> UTF-16 units; a lone surrogate counts as one.</summary>
    public static Rune First(ReadOnlySpan<char> text, out int length)
    {
        _ = Rune.DecodeFromUtf16(text, out Rune rune, out length);
        return rune;
    }

    /// <summary>The text with U+FFFD for each lone surrogate; copied into the buffer only if there is one.</summary>
    public static ReadOnlySpan<char> WellFormed(ReadOnlySpan<char> text, CharBuffer buffer)
    {
        if (Ascii.IsValid(text) || IsWellFormed(text))
        {
            return text;
        }
        buffer.Clear();
        foreach (Rune rune in text.EnumerateRunes())
        {
            buffer.Append(rune.Value);
        }
        return buffer.Text;
    }

    private static bool IsWellFormed(ReadOnlySpan<char> text)
    {
        for (int i = 0; i < text.Length; i++)
        {
            if (char.IsSurrogate(text[i]))
            {
                if (i + 1 == text.Length || !char.IsSurrogatePair(text[i], text[i + 1]))
                {
                    return false;
                }
                i++;
            }
        }
        return true;
    }

    // Other_Alphabetic beyond marks: circled, squared and negative letters.
    private static bool IsAlphabeticSymbol(int codePoint) => codePoint is
        (>= 0x24B6 and <= 0x24E9) or (>= 0x1F130 and <= 0x1F149) or (>= 0x1F150 and <= 0x1F169) or (>= 0x1F170 and <= 0x1F189);
}
