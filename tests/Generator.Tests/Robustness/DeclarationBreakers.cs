using System.Text.RegularExpressions;

namespace Etch.Generator.Tests.Robustness;

/// <summary>Breaks one thing of a declaration so that it cannot be valid any more, whatever else it says.</summary>
/// <param name="Does">Gives false where the declaration has no such thing.</param>
internal sealed record Breaker(string Name, Func<DeclarationText, Random, bool> Does);

/// <summary>Words that are dropped, doubled and swapped, and numbers gone wild.</summary>
internal static class DeclarationBreakers
{
    private static readonly string[] s_modifiers = ["Rotary", "QueryKeyNorm", "SoftCap", "Alibi", "Causal", "Window", "Interpolated", "Llama3", "Yarn"];
    private static readonly string[] s_once = ["Tokens", "LearnedPositions", "Segments", "Residual", "Repeat", "End", "LanguageModelHead", "Classifier", "SpanHead", "Pool", "Output", .. s_modifiers];

    /// <summary>Words with a number that cannot be: a pattern, and what stands in its place.</summary>
    private static readonly (string Word, string Pattern, string[] Values)[] s_wild =
    [
        ("Transformer", @"(?<=Width = )\d+", ["0", "-1", "int.MaxValue", "default"]),
        ("Transformer", @"(?<=Context = )\d+", ["0", "-5", "int.MinValue"]),
        ("Tokens", @"(?<=\()\d+", ["0", "-1", "int.MaxValue", "int.MinValue"]),
        ("Segments", @"(?<=\()\d+", ["0", "-2", "1000003"]),
        ("Repeat", @"(?<=\()\d+", ["0", "-1", "65537", "int.MaxValue"]),
        ("Repeat", "\\(.*", ["(2, Pattern = \"a(\")", "(2, Pattern = \"A\")", "(2, Pattern = \"()\")"]),
        ("Attention", @"(?<=\()\d+", ["0", "-1", "int.MaxValue", "1000003"]),
        ("FeedForward", @"(?<=\()\d+", ["0", "-1", "int.MaxValue"]),
        ("FeedForward", @"Activation\.\w+", ["(Activation)99", "Activation.Glu", "(Activation)(-1)"]),
        ("Activate", @"Activation\.\w+", ["(Activation)99", "Activation.Glu"]),
        ("Project", @"(?<=\()\d+", ["0", "-1", "int.MinValue"]),
        ("Classifier", @"(?<=\()\d+", ["0", "-1", "int.MaxValue"]),
        ("Pool", @"Pooling\.\w+", ["(Pooling)77", "Pooling.Additive", "Pooling.EndOfText"]),
        ("Window", @"(?<=\()\d+", ["0", "-1", "65537", "int.MaxValue"]),
        ("SoftCap", @"(?<=\().*?(?=\))", ["0", "-1", "float.NaN", "float.PositiveInfinity"]),
        ("Rotary", "$", ["(0.5f)", "(float.NaN)", "(Width = 7)", "(Width = 4098)", "(-1)"]),
        ("Interpolated", @"(?<=\().*?(?=\))", ["0", "-1", "float.NaN"]),
        ("Llama3", @"(?<=\()[^,)]*", ["0", "float.NegativeInfinity"]),
        ("Yarn", @"(?<=\()[^,)]*", ["-1", "float.NaN"]),
        ("Scale", @"(?<=\().*?(?=\))", ["float.NaN", "1f / 0"]),
        ("Residual", "$", ["(Scale = float.NaN)"]),
        ("LayerNorm", "$", ["(Epsilon = -1)", "(Epsilon = float.NaN)"]),
        ("Output", @"(?<=\().*?(?=\))", ["\"\"", "\"1\"", "\"Dispose\"", "null"]),
    ];

    public static IReadOnlyList<Breaker> All { get; } = [.. Drops(), .. Doubles(), .. Swaps(), .. Wild()];

    private static IEnumerable<Breaker> Drops()
    {
        yield return new("drop Transformer", (text, random) => At(text, random, ["Transformer"], _ => true, place => place.Bracket.RemoveAt(place.At)));
        yield return new("drop partial", (text, _) => text.Modifiers != (text.Modifiers = "internal sealed"));
        yield return new("drop Tokens", (text, random) => At(text, random, ["Tokens"], _ => true, place => place.Bracket.RemoveAt(place.At)));
        yield return new("drop End", (text, random) => At(text, random, ["End"], _ => true, place => place.Bracket.RemoveAt(place.At)));
        yield return new("drop Repeat", (text, random) => At(text, random, ["Repeat"], _ => true, place => place.Bracket.RemoveAt(place.At)));
        yield return new("drop Attention", (text, random) => At(text, random, ["Attention"],
            place => s_modifiers.Contains(place.Next(1)) && place.Next(-1) != "Attention" && !s_modifiers.Contains(place.Next(-1)), place => place.Bracket.RemoveAt(place.At)));
        yield return new("drop Rotary", (text, random) => At(text, random, ["Rotary"], place => place.Next(1) is "Yarn" or "Llama3" or "Interpolated", place => place.Bracket.RemoveAt(place.At)));
        yield return new("drop what Residual adds", (text, random) => At(text, random, ["Residual"], _ => true, place => place.Bracket.RemoveRange(0, place.At)));
        yield return new("drop what Parallel adds", (text, random) => At(text, random, ["Parallel"], place => place.At > 0, place => place.Bracket.RemoveRange(place.At + 1, place.Bracket.Count - place.At - 1)));
    }

    private static IEnumerable<Breaker> Doubles() => s_once.Select(word => new Breaker($"double {word}", (text, random) => At(text, random, [word], _ => true, place =>
    {
        if (word is "Repeat" or "End")
        {
            text.Brackets.Insert(place.Number, [place.Text]);
        }
        else
        {
            place.Bracket.Insert(place.At, place.Text);
        }
    }))).Append(new Breaker("double the input", (text, _) =>
    {
        text.Brackets.Insert(1, [.. text.Brackets[1]]);
        return true;
    }));

    private static IEnumerable<Breaker> Swaps()
    {
        yield return new("swap Attention and its modifier", (text, random) => At(text, random, ["Attention"],
            place => s_modifiers.Contains(place.Next(1)) && place.Next(-1) != "Attention" && !s_modifiers.Contains(place.Next(-1)), Swap));
        yield return new("swap Tokens and what follows", (text, random) => At(text, random, ["Tokens"], place => place.Next(1) != "", Swap));
        yield return new("swap a norm and the head", (text, random) => At(text, random, ["LayerNorm", "RmsNorm"], place => place.Next(1) is "LanguageModelHead" or "SpanHead", Swap));
        yield return new("swap Residual to the front", (text, random) => At(text, random, ["Residual"], _ => true, place => (place.Bracket[0], place.Bracket[place.At]) = (place.Bracket[place.At], place.Bracket[0])));
        yield return new("swap Repeat and End", (text, random) => At(text, random, ["Repeat"], _ => true, place =>
            (text.Brackets[place.Number], text.Brackets[text.Brackets.FindIndex(place.Number, bracket => bracket is ["End"])]) = (["End"], [place.Text])));
        yield return new("swap the head into the stack", (text, random) => At(text, random, ["End"], place => text.Brackets[^1].Any(word => Regex.IsMatch(word, "^(LanguageModelHead|Classifier|SpanHead|Pool)")), place =>
            (text.Brackets[place.Number], text.Brackets[^1]) = (text.Brackets[^1], text.Brackets[place.Number])));
    }

    private static IEnumerable<Breaker> Wild()
    {
        foreach ((string word, string pattern, string[] values) in s_wild)
        {
            yield return new($"wild {word} at {pattern}", (text, random) => At(text, random, [word], place => Regex.IsMatch(Plain(word, place.Text, pattern), pattern), place =>
                place.Bracket[place.At] = Regex.Replace(Plain(word, place.Text, pattern), pattern, values[random.Next(values.Length)])));
        }

        yield return new("heads that do not divide", (text, random) => At(text, random, ["Attention"], place => !place.Text.Contains("HeadWidth", StringComparison.Ordinal),
            place => place.Bracket[place.At] = Regex.Replace(place.Text, @"(?<=\()\d+", "7")));
        yield return new("a letter that no layer has", (text, random) => At(text, random, ["LayerNorm", "RmsNorm", "FeedForward", "Residual", "Project"], place => !place.Text.Contains("In =", StringComparison.Ordinal),
            place => place.Bracket[place.At] = place.Text.EndsWith(')') ? $"{place.Text[..^1]}, In = \"z\")" : $"{place.Text}(In = \"z\")"));
    }

    /// <summary>A word whose arguments are made anew loses those that it has.</summary>
    private static string Plain(string word, string text, string pattern) => pattern == "$" ? word : text;

    private static void Swap(WordPlace place) => (place.Bracket[place.At], place.Bracket[place.At + 1]) = (place.Bracket[place.At + 1], place.Bracket[place.At]);

    private static bool At(DeclarationText text, Random random, string[] names, Func<WordPlace, bool> fits, Action<WordPlace> change)
    {
        WordPlace[] places = [.. text.Brackets.SelectMany((bracket, number) => bracket.Select((_, at) => new WordPlace(bracket, number, at))).Where(place => names.Contains(place.Name) && fits(place))];
        if (places.Length == 0)
        {
            return false;
        }

        change(places[random.Next(places.Length)]);
        return true;
    }
}
