using Etch.Generator.Parsing;
using Etch.Generator.Spec;

namespace Etch.Generator.Diagnostics;

/// <summary>The shape rules of an attention and its modifiers.</summary>
internal static class AttentionShape
{
    public static void Check(AttentionSpec attention, BracketSpec bracket, int word, int width, Action<string, string> say)
    {
        if (attention.Heads is < 1 or > 65536 || attention.HeadWidth < 0 || attention.ValueWidth < 0 || attention.KeyValueHeads < 0)
        {
            say(Rules.NotPositive, $"Attention needs a number of heads from 1 on, and widths that are not negative; it has {attention.Heads} heads.");
            return;
        }

        if (attention.HeadWidth == 0 && width % attention.Heads != 0)
        {
            say(Rules.HeadsDoNotDivide, $"{attention.Heads} heads do not divide the width {width}; write {Nearest(attention.Heads, width)} heads, or give HeadWidth.");
            return;
        }

        if (attention.KeyValueHeads > 0 && attention.Heads % attention.KeyValueHeads != 0)
        {
            say(Rules.KeyValueHeadsDoNotDivide, $"{attention.KeyValueHeads} key-value heads do not divide {attention.Heads} heads; write {Nearest(attention.KeyValueHeads, attention.Heads)}.");
        }

        if (!attention.Projections && (attention.HeadWidth != 0 || attention.ValueWidth != 0 || attention.KeyValueHeads != 0))
        {
            say(Rules.OutOfPlace, "An attention without projections reads the stream itself; it has no widths or key-value heads of its own.");
        }

        int head = attention.HeadWidth == 0 ? width / attention.Heads : attention.HeadWidth;
        foreach (RotarySpec rotary in bracket.Words.Skip(word + 1).TakeWhile(next => next is ModifierSpec).OfType<RotarySpec>())
        {
            int turned = rotary.Width == 0 ? head : rotary.Width;
            if (turned % 2 != 0 || turned < 2 || turned > head)
            {
                say(Rules.OddRotaryWidth, $"Rotary turns {turned} places of a head of {head}; the number must be even and at most {head}.");
            }
            else if (!(rotary.Base > 1))
            {
                say(Rules.NotPositive, "Rotary needs a base above 1, as in Rotary(10_000).");
            }
        }
    }

    /// <summary>The divisor that is nearest to a number.</summary>
    private static int Nearest(int wanted, int of) => Enumerable.Range(1, of).Where(count => of % count == 0).OrderBy(count => Math.Abs(count - wanted)).First();
}
