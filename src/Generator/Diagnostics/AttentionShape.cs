using Etch.Generator.Spec;

namespace Etch.Generator.Diagnostics;

/// <summary>The shape rules of an attention and its modifiers.</summary>
internal static class AttentionShape
{
    private const int MostWidth = 1 << 20;

    /// <param name="word">The attention's number in its bracket.</param>
    /// <param name="say">Takes the number of the word that is wrong, the rule and the sentence.</param>
    public static void Check(AttentionSpec attention, BracketSpec bracket, char letter, int word, int width, int context, Action<int, string, string> say)
    {
        if (Numbers(attention, width) is var (rule, message))
        {
            say(word, rule, message);
            return;
        }

        if (attention.KeyValueHeads > 0 && attention.Heads % attention.KeyValueHeads != 0)
        {
            say(word, Rules.KeyValueHeadsDoNotDivide,
                $"{attention.KeyValueHeads} key-value heads do not divide {attention.Heads} heads; write {Nearest(attention.KeyValueHeads, attention.Heads)}.");
        }

        if (attention is { Projections: false } and not { HeadWidth: 0, ValueWidth: 0, KeyValueHeads: 0, KeyBias: null, OutputBias: null })
        {
            say(word, Rules.OutOfPlace, "An attention without projections reads the stream itself; it has no widths, key-value heads or biases of its own.");
        }

        int head = attention.HeadWidth == 0 ? width / attention.Heads : attention.HeadWidth;
        bool causal = false;
        RotarySpec? rotation = null;
        for (int next = word + 1; next < bracket.Words.Count && bracket.Words[next] is ModifierSpec modifier; next++)
        {
            if (!modifier.IsIn(letter))
            {
                continue;
            }

            causal |= modifier is CausalSpec;
            rotation = modifier as RotarySpec ?? rotation;
            if (Problem(modifier, rotation, head, context, causal) is var (broken, sentence))
            {
                say(next, broken, sentence);
            }
        }
    }

    private static (string, string)? Numbers(AttentionSpec attention, int width)
    {
        if (attention.Heads is < 1 or > 65536 || attention.HeadWidth < 0 || attention.ValueWidth < 0 || attention.KeyValueHeads < 0)
        {
            return (Rules.NotPositive, $"Attention needs a number of heads from 1 on, and widths that are not negative; it has {attention.Heads} heads.");
        }

        if (attention.HeadWidth == 0 && width % attention.Heads != 0)
        {
            return (Rules.HeadsDoNotDivide, $"{attention.Heads} heads do not divide the width {width}; write {Nearest(attention.Heads, width)} heads, or give HeadWidth.");
        }

        long widest = (long)attention.Heads * Math.Max(attention.HeadWidth, attention.ValueWidth);
        return widest > MostWidth ? (Rules.NotPositive, $"Attention has {widest} columns in all heads; at most {MostWidth} are built, so write smaller heads.") : null;
    }

    private static (string, string)? Problem(ModifierSpec modifier, RotarySpec? rotation, int head, int context, bool causal)
    {
        int turned = rotation is { Width: > 0 } ? rotation.Width : head;
        return modifier switch
        {
            RotarySpec when turned % 2 != 0 || turned < 2 || turned > head =>
                (Rules.OddRotaryWidth, $"Rotary turns {turned} places of a head of {head}; the number must be even and at most {head}."),
            LongRopeSpec longRope when longRope.Short.Count != turned / 2 || longRope.Long.Count != turned / 2 =>
                (Rules.OddRotaryWidth, $"LongRope has {longRope.Short.Count} short and {longRope.Long.Count} long factors; a rotation of {turned} places needs {turned / 2} of each."),
            WindowSpec window when (causal ? window.Size : window.Size / 2) > context =>
                (Rules.WindowTooLarge, $"Window({window.Size}) is wider than the context of {context}, so it hides nothing; write a smaller one, or leave it out."),
            _ => null,
        };
    }

    /// <summary>The divisor that is nearest to a number.</summary>
    private static int Nearest(int wanted, int of) => Enumerable.Range(1, of).Where(count => of % count == 0).OrderBy(count => Math.Abs(count - wanted)).First();
}
