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

    private static bool IsCausal(PartSpec part) => part.Sections
        .SelectMany(section => section.Brackets)
        .Where(bracket => bracket.Words.Any(word => word is AttentionSpec))
        .All(bracket => bracket.Words.Any(word => word is CausalSpec { In: "" }));
}
