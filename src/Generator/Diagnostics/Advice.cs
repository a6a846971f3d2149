using Etch.Generator.Graph;
using Etch.Generator.Parsing;
using Etch.Generator.Spec;

namespace Etch.Generator.Diagnostics;

/// <summary>What a declaration without a mistake may still want to know of its cost. A configuration's sizes are those of its weights, so nothing is said of them.</summary>
internal static class Advice
{
    /// <summary>Lanes of the widest vectors, and of the law of sums.</summary>
    private const int Lanes = 16;

    /// <summary>Below this no cache is worth a word.</summary>
    private const long LeastCache = 1 << 20;

    /// <summary>Below this many operations a row no time is.</summary>
    private const long LeastFlops = 1_000_000;

    public static IEnumerable<Finding> Of(ModelSpec spec)
    {
        PartSpec part = spec.Parts[0];
        ModelGraph graph = TransformerGraph.Build(spec.Name, part);
        return Widths(part).Concat(Cache(part, graph)).Concat(Vocabulary(part, graph));
    }

    private static IEnumerable<Finding> Widths(PartSpec part)
    {
        if (Wasted("The width", part.Width) is { } stream)
        {
            yield return new Finding(Rules.WastedLanes, stream, Finding.AtTransformer);
        }

        foreach ((WordSpec word, int bracket, int index) in Places(part))
        {
            string? wasted = word switch
            {
                FeedForwardSpec feedForward => Wasted("The width between", feedForward.Hidden),
                ProjectSpec project when project.Width != part.Width => Wasted("The new width", project.Width),
                AttentionSpec { Projections: true } attention => Wasted("The width of a head", attention.HeadWidth),
                _ => null,
            };
            if (wasted is not null)
            {
                yield return new Finding(Rules.WastedLanes, wasted, bracket, index);
            }
        }
    }

    /// <summary>A remainder takes as long as a whole vector; an eighth more is worth a word. Less than a vector is a toy, whose time is nobody's concern.</summary>
    private static string? Wasted(string what, int width)
    {
        int whole = (width + Lanes - 1) / Lanes * Lanes;
        return width < Lanes || (whole - width) * 8L < width ? null
            : $"{what} {width} costs as much as {whole}, since {Lanes} numbers are computed at a time; {whole} would be used in full.";
    }

    /// <summary>Keys and values of all positions of one session beside all weights.</summary>
    private static IEnumerable<Finding> Cache(PartSpec part, ModelGraph graph)
    {
        long bytes = 4 * (States(graph.Nodes, part) + graph.Nodes.OfType<RepeatNode>().Sum(repeat => repeat.Layers.Sum(body => States(repeat.Bodies[body].Nodes, part))));
        long weights = 4 * ModelCost.Parameters(graph);
        if (bytes > weights && bytes >= LeastCache)
        {
            yield return new Finding(Rules.LargeCache,
                $"A session of {part.Context} positions keeps {Mebibytes(bytes)} MiB of keys and values beside {Mebibytes(weights)} MiB of weights; fewer KeyValueHeads, a Window or a smaller Context keep fewer.",
                Finding.AtTransformer);
        }
    }

    private static long States(IEnumerable<Node> nodes, PartSpec part) => nodes.OfType<AppendNode>().Where(append => append.State.Life == StateLife.Session)
        .Sum(append => (long)append.State.Heads * append.State.Width * (append.State.Keeps == 0 ? part.Context : Math.Min(append.State.Keeps, part.Context)));

    private static IEnumerable<Finding> Vocabulary(PartSpec part, ModelGraph graph)
    {
        long all = ModelCost.FlopsPerRow(graph);
        foreach ((WordSpec word, int bracket, int index) in Places(part).Where(place => place.Word is LanguageModelHeadSpec))
        {
            int vocabulary = part.Words.OfType<TokensSpec>().First().Vocabulary;
            long head = graph.AllNodes.OfType<ProductNode>().Where(product => product.Outer == vocabulary).Sum(product => 2L * product.Inner * product.Outer);
            if (2 * head > all && all >= LeastFlops)
            {
                yield return new Finding(Rules.LargeVocabulary,
                    $"{100 * head / all} of 100 operations for a token are the {vocabulary} logits; a smaller vocabulary, or more layers before it, would use the time better.", bracket, index);
            }
        }
    }

    /// <summary>The words with their numbers as they are written, Repeat and End being brackets too.</summary>
    private static IEnumerable<(WordSpec Word, int Bracket, int Index)> Places(PartSpec part)
    {
        int number = 0;
        foreach (SectionSpec section in part.Sections)
        {
            number += section.Repeat is null ? 0 : 1;
            foreach (BracketSpec bracket in section.Brackets)
            {
                for (int index = 0; index < bracket.Words.Count; index++)
                {
                    yield return (bracket.Words[index], number, index);
                }

                number++;
            }

            number += section.Repeat is null ? 0 : 1;
        }
    }

    private static long Mebibytes(long bytes) => (bytes + (1 << 19)) >> 20;
}
