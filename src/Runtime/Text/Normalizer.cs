using System.Text;

namespace Etch.Text;

/// <summary>One step that rewrites text before it is split. Steps hold no state: one serves all threads.</summary>
internal abstract class Normalizer
{
    /// <summary>Appends the rewritten text. The text is well-formed UTF-16, and so is what is appended.</summary>
    public abstract void Apply(ReadOnlySpan<char> text, CharBuffer destination);
}

/// <summary>NFC, NFD, NFKC, NFKD.</summary>
internal sealed class FormNormalizer(bool compatibility, bool compose) : Normalizer
{
    public override void Apply(ReadOnlySpan<char> text, CharBuffer destination) =>
        UnicodeForms.Append(text, compatibility, compose, destination);
}

/// <summary>Lower case, one character at a time: there is no final sigma.</summary>
internal sealed class LowercaseNormalizer : Normalizer
{
    private const char DottedCapitalI = 'İ';

    public override void Apply(ReadOnlySpan<char> text, CharBuffer destination)
    {
        // The only character whose lower case is two; the invariant culture leaves it alone.
        for (int dotted = text.IndexOf(DottedCapitalI); dotted >= 0; dotted = text.IndexOf(DottedCapitalI))
        {
            AppendSimple(text[..dotted], destination);
            destination.Append("i\u0307");
            text = text[(dotted + 1)..];
        }
        AppendSimple(text, destination);
    }

    private static void AppendSimple(ReadOnlySpan<char> text, CharBuffer destination) =>
        text.ToLowerInvariant(destination.Extend(text.Length));
}

/// <summary>A step that looks at each character by itself.</summary>
internal abstract class RuneNormalizer : Normalizer
{
    public sealed override void Apply(ReadOnlySpan<char> text, CharBuffer destination)
    {
        foreach (Rune rune in text.EnumerateRunes())
        {
            Append(rune, destination);
        }
    }

    protected abstract void Append(Rune rune, CharBuffer destination);
}

/// <summary>BERT's cleaning: control characters go, every white space becomes a blank.</summary>
internal sealed class CleanTextNormalizer : RuneNormalizer
{
    // Some white space is a control character, and goes.
    protected override void Append(Rune rune, CharBuffer destination)
    {
        if (!CharacterSets.Controls.Contains(rune))
        {
            destination.Append(Characters.IsWhiteSpace(rune) ? ' ' : rune.Value);
        }
    }
}

/// <summary>Blanks around each Chinese character, so that each is a word.</summary>
internal sealed class ChineseCharacterNormalizer : RuneNormalizer
{
    protected override void Append(Rune rune, CharBuffer destination)
    {
        bool isChinese = IsChinese(rune.Value);
        destination.Append(isChinese ? " " : "");
        destination.Append(rune.Value);
        destination.Append(isChinese ? " " : "");
    }

    // The blocks that BERT lists, with its gap between U+2B820 and U+2B920 as the reference has it.
    private static bool IsChinese(int codePoint) => codePoint is
        (>= 0x4E00 and <= 0x9FFF) or (>= 0x3400 and <= 0x4DBF) or (>= 0x20000 and <= 0x2A6DF) or (>= 0x2A700 and <= 0x2B73F) or
        (>= 0x2B740 and <= 0x2B81F) or (>= 0x2B920 and <= 0x2CEAF) or (>= 0xF900 and <= 0xFAFF) or (>= 0x2F800 and <= 0x2FA1F);
}

/// <summary>Removes the characters of a set of marks.</summary>
internal sealed class MarkRemover(CharacterSet marks) : RuneNormalizer
{
    protected override void Append(Rune rune, CharBuffer destination)
    {
        if (!marks.Contains(rune))
        {
            destination.Append(rune.Value);
        }
    }
}

/// <summary>Steps one after the other.</summary>
internal static class NormalizerSteps
{
    /// <summary>The text after all steps; valid until the next call with the same scratch.</summary>
    public static ReadOnlySpan<char> Apply(this Normalizer[] steps, ReadOnlySpan<char> text, EncodeScratch scratch)
    {
        foreach (Normalizer step in steps)
        {
            scratch.Spare.Clear();
            step.Apply(text, scratch.Spare);
            scratch.Swap();
            text = scratch.Current.Text;
        }
        return text;
    }
}
