using System.Globalization;

#if ETCH_GENERATOR
namespace Etch.Generator.Weights;
#else
namespace Etch.Weights;
#endif

/// <summary>A place in a text that moves forward.</summary>
internal sealed class TextCursor(string text)
{
    public int Offset { get; private set; }

    public bool AtEnd => Offset >= text.Length;

    public char Next => AtEnd ? '\0' : text[Offset];

    public char Take() => text[Offset++];

    public void SkipSpaces()
    {
        while (!AtEnd && char.IsWhiteSpace(text[Offset]))
        {
            Offset++;
        }
    }

    /// <summary>Takes a mark if it is the next thing but spaces.</summary>
    public bool TryTake(string mark)
    {
        SkipSpaces();
        if (string.CompareOrdinal(text, Offset, mark, 0, mark.Length) != 0)
        {
            return false;
        }
        Offset += mark.Length;
        return true;
    }

    public void Expect(string mark, string after)
    {
        if (!TryTake(mark))
        {
            throw Error($"expected '{mark}' {after}, found {Found()}");
        }
    }

    /// <summary>Takes the characters for which <paramref name="belongs"/> holds; perhaps none.</summary>
    public string TakeWhile(Func<char, bool> belongs)
    {
        int start = Offset;
        while (!AtEnd && belongs(text[Offset]))
        {
            Offset++;
        }
        return text.Substring(start, Offset - start);
    }

    /// <summary>A whole number of at most nine digits.</summary>
    public int TakeInteger(string what)
    {
        SkipSpaces();
        int start = Offset;
        string digits = TakeWhile(IsDigit);
        if (digits.Length is 0 or > 9)
        {
            throw new WeightSyntaxException(start, digits.Length == 0 ? $"expected {what}, found {Found()}" : $"{what} has more than nine digits");
        }
        return int.Parse(digits, NumberStyles.None, CultureInfo.InvariantCulture);
    }

    public WeightSyntaxException Error(string message) => new(Offset, message);

    public string Found() => AtEnd ? "the end of the text" : $"'{text[Offset]}'";

    public static bool IsDigit(char character) => character is >= '0' and <= '9';

    public static bool IsLetter(char character) => character is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z');
}
