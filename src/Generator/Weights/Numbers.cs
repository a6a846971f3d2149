using System.Globalization;

#if ETCH_GENERATOR
namespace Etch.Generator.Weights;
#else
namespace Etch.Weights;
#endif

/// <summary>Constants of expressions, written so that they read back the same in every culture.</summary>
internal static class Numbers
{
    private const NumberStyles Styles = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent;

    public static string Print(double value) => value.ToString("R", CultureInfo.InvariantCulture);

    /// <summary>True when a number comes next.</summary>
    public static bool IsNext(TextCursor cursor)
    {
        cursor.SkipSpaces();
        return TextCursor.IsDigit(cursor.Next) || cursor.Next is '-' or '.';
    }

    /// <summary>Reads a decimal number that float32 can hold.</summary>
    public static double Parse(TextCursor cursor)
    {
        cursor.SkipSpaces();
        int start = cursor.Offset;
        string text = cursor.TakeWhile(character => character == '-') + cursor.TakeWhile(character => TextCursor.IsDigit(character) || character == '.');
        if (text.Length == 0)
        {
            throw cursor.Error($"expected a number, found {cursor.Found()}");
        }
        text += TakeExponent(cursor);
        // Adding 0 makes -0 a 0, which prints and compares alike everywhere.
        return TryParse(text, out double value) ? value + 0.0 : throw new WeightSyntaxException(start, $"'{text}' is no number that float32 can hold");
    }

    private static string TakeExponent(TextCursor cursor) =>
        cursor.Next is 'e' or 'E' ? cursor.Take() + cursor.TakeWhile(character => TextCursor.IsDigit(character) || character is '+' or '-') : "";

    private static bool TryParse(string text, out double value) =>
        double.TryParse(text, Styles, CultureInfo.InvariantCulture, out value)
        && !double.IsInfinity(value) && !double.IsInfinity((float)value);
}
