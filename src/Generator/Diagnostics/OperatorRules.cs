using Etch.Generator.Spec;

namespace Etch.Generator.Diagnostics;

/// <summary>Operators: what they may read, and how wide their result is.</summary>
internal static class OperatorRules
{
    /// <returns>The width of the result.</returns>
    public static int Width(OperatorSpec word, BracketSpec bracket, char letter, Walk walk)
    {
        switch (word)
        {
            case AttentionSpec attention:
                Reads(attention, walk);
                AttentionShape.Check(attention, bracket, letter, walk.Word, walk.Stream.Width, walk.Part.Context, walk.SayAt);
                return attention.Projections ? walk.Part.Width : walk.Stream.Width;
            case FeedForwardSpec { Activation: Activation.Glu }:
                walk.Say(Rules.NotYet, "Activation.Glu is not built yet; write the gate's own activation and Gated = true.");
                return walk.Stream.Width;
            case ProjectSpec project:
                return project.Width;
            default:
                return walk.Stream.Width;
        }
    }

    private static void Reads(AttentionSpec attention, Walk walk)
    {
        if (walk.Stream.IsPooled)
        {
            walk.Say(Rules.OutOfPlace, "Attention reads all rows of a sequence, and a Pool has left one; write it before the Pool.");
        }

        if (attention.ScaleByLayer && !walk.IsInRepeat)
        {
            walk.Say(Rules.OutOfPlace, "ScaleByLayer divides by the number of the layer; outside of a Repeat there is none, so leave it out.");
        }
    }
}
