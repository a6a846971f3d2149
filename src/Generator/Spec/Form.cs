namespace Etch.Generator.Spec;

/// <summary>What a model is to its caller; LANGUAGE.md 4 says which brackets give which.</summary>
internal enum Form
{
    LanguageModel,
    MaskedLanguageModel,
    Encoder,
    Classifier,
}

internal static class Forms
{
    /// <summary>The form of a part, read off its words.</summary>
    public static Form Of(PartSpec part)
    {
        if (part.Words.Any(word => word is LanguageModelHeadSpec))
        {
            return IsCausal(part) ? Form.LanguageModel : Form.MaskedLanguageModel;
        }

        return part.Words.Any(word => word is ClassifierSpec or SpanHeadSpec) ? Form.Classifier : Form.Encoder;
    }

    /// <summary>Every attention of every kind of layer has a Causal among its own modifiers.</summary>
    private static bool IsCausal(PartSpec part) =>
        part.Sections.All(section => section.Brackets.All(bracket => Letters(section, bracket).All(letter => IsCausal([.. bracket.Words.Where(word => word.IsIn(letter))]))));

    private static bool IsCausal(List<WordSpec> words) => Enumerable.Range(0, words.Count).Where(index => words[index] is AttentionSpec)
        .All(index => words.Skip(index + 1).TakeWhile(word => word is ModifierSpec).Any(modifier => modifier is CausalSpec));

    /// <summary>The kinds of layers; where the pattern cannot be read, those that the words name.</summary>
    private static IEnumerable<char> Letters(SectionSpec section, BracketSpec bracket) =>
        (section.Repeat?.Pattern ?? string.Concat(bracket.Words.Select(word => word.In))).Where(char.IsLetter).Distinct().DefaultIfEmpty('a');
}
