#if ETCH_GENERATOR
namespace Etch.Generator.Weights;
#else
namespace Etch.Weights;
#endif

/// <summary>Reads what stands between square brackets: <c>0:768, :, ::2, {expert}</c>.</summary>
internal static class Selectors
{
    /// <summary>Reads selectors up to and with the closing bracket; the cursor stands behind the opening one.</summary>
    public static ValueList<AxisSelector> Parse(TextCursor cursor)
    {
        var selectors = new List<AxisSelector>();
        do
        {
            selectors.Add(ParseSelector(cursor));
        }
        while (cursor.TryTake(","));
        cursor.Expect("]", "or ',' behind what is taken of an axis");
        return new ValueList<AxisSelector>(selectors);
    }

    /// <summary>Reads a number or a placeholder.</summary>
    public static Position ParsePosition(TextCursor cursor, string what)
    {
        cursor.SkipSpaces();
        return cursor.Next == '{' ? NameParser.ParsePlaceholder(cursor) : new Position(null, cursor.TakeInteger(what));
    }

    private static AxisSelector ParseSelector(TextCursor cursor)
    {
        if (cursor.TryTake(":"))
        {
            return ParseRange(cursor, Position.Zero);
        }
        Position start = ParsePosition(cursor, "a place of the axis, or ':'");
        return cursor.TryTake(":") ? ParseRange(cursor, start) : new AxisIndex(start);
    }

    private static AxisRange ParseRange(TextCursor cursor, Position start)
    {
        cursor.SkipSpaces();
        Position? stop = cursor.Next is ':' or ',' or ']' ? null : ParsePosition(cursor, "the place before which the range ends");
        int step = cursor.TryTake(":") ? cursor.TakeInteger("the step of the range") : 1;
        return step > 0 ? new AxisRange(start, stop, step) : throw cursor.Error("the step of a range must be at least 1");
    }
}
