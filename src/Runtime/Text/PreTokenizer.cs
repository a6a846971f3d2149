using System.Text;

namespace Etch.Text;

/// <summary>One step that splits text into pieces. Steps hold no state: one serves all threads.</summary>
internal abstract class PreTokenizer
{
    /// <summary>What the step puts before the text it is about to split.</summary>
    public virtual string Prefix(ReadOnlySpan<char> text) => "";

    /// <summary>The next piece from <paramref name="position"/> on, which moves past it; empty when there is none.</summary>
    public abstract ReadOnlySpan<char> Next(ReadOnlySpan<char> text, ref int position);
}

/// <summary>White space parts words and goes; each punctuation character is a piece of its own.</summary>
internal sealed class BertPreTokenizer : PreTokenizer
{
    public override ReadOnlySpan<char> Next(ReadOnlySpan<char> text, ref int position)
    {
        while (position < text.Length && char.IsWhiteSpace(text[position]))
        {
            position++;
        }
        int start = position;
        while (position < text.Length && !char.IsWhiteSpace(text[position]))
        {
            bool isPunctuation = CharacterSets.Punctuation.Contains(Characters.First(text[position..], out int length));
            if (isPunctuation && position > start)
            {
                break;
            }
            position += length;
            if (isPunctuation)
            {
                break;
            }
        }
        return text[start..position];
    }
}

/// <summary>Every character is a piece: Split by <c>[\s\S]</c>, isolated.</summary>
internal sealed class CharacterSplit : PreTokenizer
{
    public override ReadOnlySpan<char> Next(ReadOnlySpan<char> text, ref int position)
    {
        if (position == text.Length)
        {
            return [];
        }
        int start = position;
        _ = Characters.First(text[start..], out int length);
        position += length;
        return text[start..position];
    }
}

/// <summary>GPT-2's split. That the pieces are then spelled in bytes is the model's business.</summary>
internal sealed class ByteLevelSplit(bool addPrefixSpace, bool useRegex) : PreTokenizer
{
    public override string Prefix(ReadOnlySpan<char> text) => addPrefixSpace && text is not [' ', ..] ? " " : "";

    public override ReadOnlySpan<char> Next(ReadOnlySpan<char> text, ref int position)
    {
        int start = position;
        position = useRegex ? Gpt2Pattern.End(text, start) : text.Length;
        return text[start..position];
    }
}
