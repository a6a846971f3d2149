namespace Etch.Text;

/// <summary>Reads normalizers and pre-tokenizers; a Sequence becomes its steps.</summary>
internal static class StepReader
{
    private const int MostSteps = 32;

    // The one regular expression that is understood as such: any character.
    private const string AnyCharacter = @"[\s\S]";

    public static Normalizer[] Normalizers(JsonField? field) => Steps<Normalizer>(field, "normalizers", Normalizer);

    public static PreTokenizer[] PreTokenizers(JsonField? field) => Steps<PreTokenizer>(field, "pretokenizers", step => [PreTokenizer(step)]);

    private static T[] Steps<T>(JsonField? field, string members, Func<JsonField, T[]> read)
    {
        if (field is not { } present)
        {
            return [];
        }
        if (present.Kind() != "Sequence")
        {
            return read(present);
        }
        T[] steps = [.. present.Only("type", members).Required(members).Items(MostSteps).SelectMany(step => Steps<T>(step, members, read))];
        return steps.Length <= MostSteps ? steps : throw present.Error($"at most {MostSteps} steps", $"{steps.Length}");
    }

    private static Normalizer[] Normalizer(JsonField field) => field.Kind() switch
    {
        "BertNormalizer" => Bert(field),
        "Lowercase" => [Plain(field, new LowercaseNormalizer())],
        "NFC" => [Plain(field, new FormNormalizer(compatibility: false, compose: true))],
        "NFD" => [Plain(field, new FormNormalizer(compatibility: false, compose: false))],
        "NFKC" => [Plain(field, new FormNormalizer(compatibility: true, compose: true))],
        "NFKD" => [Plain(field, new FormNormalizer(compatibility: true, compose: false))],
        "StripAccents" => [Plain(field, new MarkRemover(CharacterSets.CombiningMarks))],
        _ => throw field.Error("BertNormalizer, Lowercase, NFC, NFD, NFKC, NFKD, StripAccents or a Sequence of them"),
    };

    private static T Plain<T>(JsonField field, T step)
    {
        _ = field.Only("type");
        return step;
    }

    private static Normalizer[] Bert(JsonField field)
    {
        _ = field.Only("type", "clean_text", "handle_chinese_chars", "strip_accents", "lowercase");
        bool lowercase = field.Required("lowercase").Flag();
        List<Normalizer> steps = [];
        if (field.Required("clean_text").Flag())
        {
            steps.Add(new CleanTextNormalizer());
        }
        if (field.Required("handle_chinese_chars").Flag())
        {
            steps.Add(new ChineseCharacterNormalizer());
        }
        if (field.Optional("strip_accents")?.Flag() ?? lowercase)
        {
            steps.AddRange([new FormNormalizer(compatibility: false, compose: false), new MarkRemover(CharacterSets.NonSpacingMarks)]);
        }
        if (lowercase)
        {
            steps.Add(new LowercaseNormalizer());
        }
        return [.. steps];
    }

    private static PreTokenizer PreTokenizer(JsonField field) => field.Kind() switch
    {
        "BertPreTokenizer" => Plain(field, new BertPreTokenizer()),
        "ByteLevel" => ByteLevel(field),
        "Split" => Split(field),
        _ => throw field.Error("BertPreTokenizer, ByteLevel, Split or a Sequence of them"),
    };

    // "trim_offsets" is about offsets into the text, which are not kept here.
    private static ByteLevelSplit ByteLevel(JsonField field)
    {
        _ = field.Only("type", "add_prefix_space", "trim_offsets", "use_regex");
        return new ByteLevelSplit(field.Required("add_prefix_space").Flag(), field.Optional("use_regex")?.Flag() ?? true);
    }

    private static CharacterSplit Split(JsonField field)
    {
        JsonField pattern = field.Only("type", "pattern", "behavior", "invert").Required("pattern").Only("Regex", "String");
        if (pattern.Optional("Regex") is not { } regex || regex.Text() != AnyCharacter)
        {
            throw pattern.Error($"{{\"Regex\": \"{AnyCharacter}\"}}, the only pattern that is supported", pattern.Element.GetRawText());
        }
        JsonField behavior = field.Required("behavior");
        if (behavior.Text() != "Isolated")
        {
            throw behavior.Error("\"Isolated\"");
        }
        JsonField invert = field.Required("invert");
        return invert.Flag() ? throw invert.Error("false") : new CharacterSplit();
    }
}
