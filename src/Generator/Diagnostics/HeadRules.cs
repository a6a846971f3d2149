using Etch.Generator.Spec;

namespace Etch.Generator.Diagnostics;

/// <summary>Words that turn the stream into an answer.</summary>
internal static class HeadRules
{
    public static void Check(HeadSpec word, Walk walk)
    {
        switch (word)
        {
            case PoolSpec pool:
                Pool(pool, walk);
                break;
            case LanguageModelHeadSpec head:
                LanguageModelHead(head, walk);
                break;
            case ClassifierSpec classifier:
                Answer(walk, classifier.Labels);
                break;
            case SpanHeadSpec:
                Answer(walk, 2);
                break;
        }
    }

    private static void Answer(Walk walk, int width)
    {
        walk.Stream = walk.Stream with { Width = width };
        walk.HasHead = true;
    }

    private static void Pool(PoolSpec pool, Walk walk)
    {
        if (walk.Stream.IsPooled)
        {
            walk.Say(Rules.OutOfPlace, "Pool makes one row of a sequence; write it once, after the stack.");
        }

        if (pool.Kind is Pooling.Additive or Pooling.EndOfText || pool.From != 0 || pool.Count != 0 || pool.Token != -1)
        {
            walk.Say(Rules.NotYet, $"Pool({pool.Kind}) with these arguments is not built yet; use First, Last, Mean, MeanSqrt, Weighted or Max of all rows.");
        }

        if (walk.HasHead)
        {
            walk.Say(Rules.NotYet, "A Pool after a head is not built yet; pool before it.");
        }

        walk.Stream = walk.Stream with { IsPooled = true };
    }

    private static void LanguageModelHead(LanguageModelHeadSpec head, Walk walk)
    {
        TokensSpec tokens = walk.Part.Words.OfType<TokensSpec>().First();
        int table = tokens.Width == 0 ? walk.Part.Width : tokens.Width;
        if (walk.Stream.IsPooled)
        {
            walk.Say(Rules.OutOfPlace, "LanguageModelHead answers for rows; write it after the stack, without a Pool before it.");
        }
        else if (head.Tied && table != walk.Stream.Width)
        {
            walk.Say(Rules.TiedWidth, $"A tied head reads rows of {table}, the width of the token table, but the stream is {walk.Stream.Width} wide; project it first.");
        }

        Answer(walk, tokens.Vocabulary);
    }
}
