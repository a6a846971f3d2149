#if ETCH_GENERATOR
namespace Etch.Generator.Weights;
#else
namespace Etch.Weights;
#endif

/// <summary>Reads what stands between quotation marks: <c>(bert.|)encoder.layer.{layer + 1}.weight</c>.</summary>
internal sealed class NameParser(TextCursor cursor)
{
    /// <summary>Reads a name; the cursor stands behind its opening quotation mark, and afterwards behind the closing one.</summary>
    public TensorName Parse()
    {
        int start = cursor.Offset;
        var parts = new List<NamePart>();
        int spellings = 1;
        while (cursor.Next != '"')
        {
            int offset = cursor.Offset;
            NamePart part = ParsePart();
            parts.Add(part);
            spellings *= part is AlternativesPart group ? group.Spellings.Count : 1;
            if (spellings > TensorName.MaxSpellings)
            {
                throw new WeightSyntaxException(offset, $"a name may have at most {TensorName.MaxSpellings} spellings");
            }
        }
        cursor.Take();
        return parts.Count > 0 ? new TensorName(new ValueList<NamePart>(parts)) : throw new WeightSyntaxException(start, "a name cannot be empty");
    }

    /// <summary>Reads <c>{layer}</c> or <c>{layer + 1}</c>; the cursor stands at the brace.</summary>
    public static Position ParsePlaceholder(TextCursor cursor)
    {
        cursor.Take();
        cursor.SkipSpaces();
        int start = cursor.Offset;
        string word = cursor.TakeWhile(TextCursor.IsLetter);
        if (!Position.Words.Contains(word))
        {
            throw new WeightSyntaxException(start, $"a placeholder is one of {string.Join(", ", Position.Words)}; found '{word}'");
        }
        int offset = cursor.TryTake("+") ? cursor.TakeInteger("a number behind '+'") : 0;
        cursor.Expect("}", "behind a placeholder");
        return new Position(word, offset);
    }

    private NamePart ParsePart() => cursor.Next switch
    {
        '\0' when cursor.AtEnd => throw cursor.Error("a name lacks its closing quotation mark"),
        '{' => new PlaceholderPart(ParsePlaceholder(cursor)),
        '(' => ParseAlternatives(),
        '}' or ')' or '|' => throw cursor.Error($"'{cursor.Next}' stands in a name without its beginning"),
        _ => new LiteralPart(cursor.TakeWhile(IsPlain)),
    };

    private AlternativesPart ParseAlternatives()
    {
        int start = cursor.Offset;
        var spellings = new List<string>();
        do
        {
            cursor.Take();
            spellings.Add(cursor.TakeWhile(IsPlain));
        }
        while (cursor.Next == '|');
        if (cursor.Next != ')')
        {
            throw cursor.Error($"alternatives end with ')' and hold plain characters, found {cursor.Found()}");
        }
        cursor.Take();
        return spellings.Count > 1
            ? new AlternativesPart(new ValueList<string>(spellings))
            : throw new WeightSyntaxException(start, "alternatives are written (a|b); a single one needs no parentheses");
    }

    private static bool IsPlain(char character) => character is not ('"' or '{' or '}' or '(' or ')' or '|');
}
