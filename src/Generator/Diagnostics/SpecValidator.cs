using Etch.Generator.Parsing;
using Etch.Generator.Spec;

namespace Etch.Generator.Diagnostics;

/// <summary>The grammar and the shapes of a declaration: walks the words as the graph builder does, and says what it could not build.</summary>
internal static class SpecValidator
{
    public static IReadOnlyList<Finding> Check(ModelSpec spec)
    {
        List<Finding> findings = [];
        PartSpec part = spec.Parts[0];
        Sizes(part, findings);
        if (findings.Count == 0)
        {
            new StackValidator(part, findings).Check();
        }

        if (findings.Count == 0)
        {
            WeightValidator.Check(spec, findings);
        }

        return findings;
    }

    private static void Sizes(PartSpec part, List<Finding> findings)
    {
        if (part.Width < 1 || part.Width > 1 << 20)
        {
            findings.Add(new Finding(Rules.NotPositive, $"Width is {part.Width}; write the width of the stream, as in [Transformer(Width = 768, Context = 1024)].", Finding.AtTransformer));
        }

        if (part.Context < 1 || part.Context > 1 << 22)
        {
            findings.Add(new Finding(Rules.NotPositive, $"Context is {part.Context}; write the most positions of a sequence, as in [Transformer(Width = 768, Context = 1024)].", Finding.AtTransformer));
        }

        if (!(part.Epsilon > 0) || float.IsInfinity(part.Epsilon))
        {
            findings.Add(new Finding(Rules.NotPositive, "Epsilon must be above zero, as in Epsilon = 1e-5f.", Finding.AtTransformer));
        }

        if (part.Sections.Count == 0 || part.Sections[0].Repeat is not null || part.Sections[0].Brackets[0].Words.Count == 0 || part.Sections[0].Brackets[0].Words[0] is not TokensSpec)
        {
            findings.Add(new Finding(Rules.NoInput, "The first bracket is the input and begins with Tokens, as in [Tokens(50257), LearnedPositions].", part.Sections.Count == 0 ? Finding.AtClass : 0));
        }
    }
}
