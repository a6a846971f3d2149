namespace Etch.Text;

/// <summary>Reads post-processors.</summary>
internal static class PostProcessorReader
{
    private const int MostParts = 64;

    public static PostProcessor Read(JsonField? field, Vocabulary vocabulary) =>
        field is { } present ? ReadKind(present, vocabulary) ?? PostProcessor.None : PostProcessor.None;

    // Null: the processor changes offsets only, which are not kept here.
    private static PostProcessor? ReadKind(JsonField field, Vocabulary vocabulary)
    {
        switch (field.Kind())
        {
            case "ByteLevel":
                _ = field.Only("type", "add_prefix_space", "trim_offsets", "use_regex");
                return null;
            case "BertProcessing":
                _ = field.Only("type", "sep", "cls");
                return PostProcessor.Bert(Special(field.Required("cls"), vocabulary), Special(field.Required("sep"), vocabulary));
            case "RobertaProcessing":
                _ = field.Only("type", "sep", "cls", "trim_offsets", "add_prefix_space");
                return PostProcessor.Roberta(Special(field.Required("cls"), vocabulary), Special(field.Required("sep"), vocabulary));
            case "TemplateProcessing":
                return Template(field.Only("type", "single", "pair", "special_tokens"), vocabulary);
            case "Sequence":
                return Sequence(field.Only("type", "processors").Required("processors"), vocabulary);
            default:
                throw field.Error("TemplateProcessing, BertProcessing, RobertaProcessing, ByteLevel or a Sequence with one of the first three");
        }
    }

    private static PostProcessor? Sequence(JsonField field, Vocabulary vocabulary)
    {
        PostProcessor[] processors = [.. field.Items(MostParts).Select(item => ReadKind(item, vocabulary)).OfType<PostProcessor>()];
        return processors.Length <= 1 ? processors.FirstOrDefault() : throw field.Error("at most one step that adds tokens", $"{processors.Length}");
    }

    /// <summary>Reads ["[SEP]", 102].</summary>
    private static int Special(JsonField field, Vocabulary vocabulary) =>
        field.Items(2) is [var token, var id] ? Checked(id, token, vocabulary) : throw field.Error("a token and its id", field.Element.GetRawText());

    private static int Checked(JsonField id, JsonField token, Vocabulary vocabulary)
    {
        int value = id.Number(TokenizerFile.IdLimit);
        return vocabulary.Find(value) == token.Text() ? value : throw id.Error(
            $"the id of \"{token.Text()}\"", vocabulary.Find(value) is { } other ? $"{value}, the id of \"{other}\"" : $"{value}, which no token has");
    }

    private static PostProcessor Template(JsonField field, Vocabulary vocabulary)
    {
        JsonField specials = field.Required("special_tokens").AsObject();
        TemplatePart[] single = Parts(field.Required("single"), specials, vocabulary);
        TemplatePart[] pair = Parts(field.Required("pair"), specials, vocabulary);
        CheckSequences(field.Required("single"), single, [1, 0]);
        CheckSequences(field.Required("pair"), pair, [1, 1]);
        return new PostProcessor(single, pair);
    }

    private static void CheckSequences(JsonField field, TemplatePart[] parts, ReadOnlySpan<int> counts)
    {
        for (int sequence = 0; sequence < counts.Length; sequence++)
        {
            int count = parts.Count(part => part.Sequence == sequence);
            if (count != counts[sequence])
            {
                throw field.Error($"sequence {"AB"[sequence]} {counts[sequence]} times", $"it {count} times");
            }
        }
    }

    private static TemplatePart[] Parts(JsonField field, JsonField specials, Vocabulary vocabulary) =>
        [.. field.Items(MostParts).Select(part => Part(part.Only("Sequence", "SpecialToken"), specials, vocabulary))];

    private static TemplatePart Part(JsonField field, JsonField specials, Vocabulary vocabulary)
    {
        JsonField? sequence = field.Optional("Sequence");
        JsonField? special = field.Optional("SpecialToken");
        JsonField part = (sequence ?? special ?? throw field.Error("a Sequence or a SpecialToken")).Only("id", "type_id");
        int segment = part.Required("type_id").Number(int.MaxValue);
        JsonField id = part.Required("id");
        if (sequence is null)
        {
            return new TemplatePart(-1, Specials(specials.Optional(id.Text()) ?? throw id.Error("a name of special_tokens"), vocabulary), segment);
        }
        return id.Text() switch
        {
            "A" => TemplatePart.First(segment),
            "B" => TemplatePart.Second(segment),
            _ => throw id.Error("\"A\" or \"B\""),
        };
    }

    private static int[] Specials(JsonField field, Vocabulary vocabulary)
    {
        JsonField[] ids = field.Only("id", "ids", "tokens").Required("ids").Items(MostParts);
        JsonField[] tokens = field.Required("tokens").Items(MostParts);
        return ids.Length == tokens.Length
            ? [.. ids.Zip(tokens, (id, token) => Checked(id, token, vocabulary))]
            : throw field.Error("as many ids as tokens", $"{ids.Length} ids and {tokens.Length} tokens");
    }
}
