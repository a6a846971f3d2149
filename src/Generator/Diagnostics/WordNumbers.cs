using System.Reflection;
using Etch.Generator.Spec;

namespace Etch.Generator.Diagnostics;

/// <summary>The numbers of one word, whatever stands around it: each in its range, each float a number.</summary>
internal static class WordNumbers
{
    private const int Most = 1 << 24;

    public static void Check(WordSpec word, Action<string, string> say)
    {
        string name = SpecPrinter.Name(word);
        foreach (ParameterInfo parameter in WordTable.Parameters(word.GetType()))
        {
            object? value = WordTable.Value(word, parameter);
            if (value is float number && (float.IsNaN(number) || float.IsInfinity(number)))
            {
                say(Rules.NotPositive, $"{name} has a {parameter.Name} that is no finite number; write one.");
                return;
            }
        }

        if (Problem(word) is { } problem)
        {
            say(Rules.NotPositive, $"{name} needs {problem}.");
        }
    }

    private static string? Problem(WordSpec word) => word switch
    {
        TokensSpec { Vocabulary: < 1 or > Most } tokens => $"the number of ids: from 1 to {Most}, not {tokens.Vocabulary}",
        TokensSpec { Width: < 0 or > 1 << 20 } tokens => $"a width from 1 to {1 << 20}, or none for the class's, not {tokens.Width}",
        LearnedPositionsSpec { Offset: < 0 or > 1 << 20 } positions => Offset(positions.Offset),
        SinusoidalPositionsSpec { Offset: < 0 or > 1 << 20 } positions => Offset(positions.Offset),
        SegmentsSpec { Count: < 1 or > 1 << 16 } segments => $"the number of segments: from 1 to {1 << 16}, not {segments.Count}",
        LayerNormSpec { Epsilon: < 0 } or RmsNormSpec { Epsilon: < 0 } or QueryKeyNormSpec { Epsilon: < 0 } => "an epsilon above zero, or none for the class's",
        FeedForwardSpec { Hidden: < 1 or > 1 << 20 } feedForward => $"the width between: from 1 to {1 << 20}, not {feedForward.Hidden}",
        ProjectSpec { Width: < 1 or > 1 << 20 } project => $"the new width: from 1 to {1 << 20}, not {project.Width}",
        ClassifierSpec { Labels: < 1 or > Most } classifier => $"the number of labels: from 1 to {Most}, not {classifier.Labels}",
        WindowSpec { Size: < 1 } window => $"at least 1 key, not {window.Size}",
        SoftCapSpec { Cap: <= 0 } => "a cap above zero",
        LanguageModelHeadSpec { SoftCap: < 0 } => "a SoftCap above zero, or none",
        RotarySpec { Base: <= 1 } => "a base above 1, as in Rotary(10_000)",
        RotarySpec { Width: < 0 } => "a width above zero, or none for the whole head",
        RotaryScalingSpec scaling => Scaling(scaling),
        _ => null,
    };

    private static string? Scaling(RotaryScalingSpec word) => word switch
    {
        InterpolatedSpec { Factor: <= 0 } or Llama3Spec { Factor: <= 0 } or YarnSpec { Factor: <= 0 } => "a factor above zero",
        Llama3Spec { Low: <= 0 } or Llama3Spec { Original: < 1 } => "Low and Original above zero",
        Llama3Spec llama when llama.High <= llama.Low => "High above Low",
        YarnSpec { Original: < 0 } or LongRopeSpec { Original: < 1 } => "the context of the training as Original",
        YarnSpec yarn when yarn.Slow <= 0 || yarn.Fast < yarn.Slow => "Fast and Slow above zero, Fast the larger",
        LongRopeSpec longRope when longRope.Short.Concat(longRope.Long).Any(factor => !(factor > 0) || float.IsInfinity(factor)) => "factors above zero",
        _ => null,
    };

    private static string Offset(int offset) => $"an offset from 0 to {1 << 20}, not {offset}";
}
