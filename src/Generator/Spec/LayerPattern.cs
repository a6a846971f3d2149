using System.Text;

namespace Etch.Generator.Spec;

/// <summary>Patterns such as "sf" (cycled) or "f(llg)" (a beginning, then a cycle), spelled out to one letter per layer.</summary>
internal static class LayerPattern
{
    /// <summary>One letter for each of <paramref name="count"/> layers; without a pattern every layer is 'a'.</summary>
    /// <returns>Null where the pattern is not of that form.</returns>
    public static string? Letters(string pattern, int count)
    {
        if (pattern.Length == 0)
        {
            return new string('a', count);
        }

        int open = pattern.IndexOf('('), close = pattern.IndexOf(')');
        string start = open < 0 ? "" : pattern.Substring(0, open);
        string cycle = open < 0 ? pattern : close == pattern.Length - 1 && close > open ? pattern.Substring(open + 1, close - open - 1) : "";
        if (cycle.Length == 0 || !(start + cycle).All(letter => letter is >= 'a' and <= 'z'))
        {
            return null;
        }

        StringBuilder letters = new(start);
        while (letters.Length < count)
        {
            letters.Append(cycle);
        }

        return letters.ToString(0, count);
    }

    /// <summary>The letters of a layer list as a pattern: the shortest cycle that spells them.</summary>
    public static string Shortest(IReadOnlyList<char> letters)
    {
        for (int length = 1; length < letters.Count; length++)
        {
            if (letters.Select((letter, layer) => letter == letters[layer % length]).All(same => same))
            {
                return new string(letters.Take(length).ToArray());
            }
        }

        return new string(letters.ToArray());
    }
}
