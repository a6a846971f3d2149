namespace Etch.Testing;

/// <summary>Two texts side by side in diff's own spelling: lines that went have a minus, lines that came a plus, with the lines around them.</summary>
internal static class LineDifference
{
    private const int Around = 2, MostLines = 80;

    /// <summary>Beyond this product of lines the middle is shown as replaced whole.</summary>
    private const long MostCells = 4_000_000;

    public static string Of(string accepted, string received)
    {
        string[] old = Lines(accepted), now = Lines(received);
        int head = 0, tail = 0;
        while (head < Math.Min(old.Length, now.Length) && old[head] == now[head])
        {
            head++;
        }

        while (tail < Math.Min(old.Length, now.Length) - head && old[^(tail + 1)] == now[^(tail + 1)])
        {
            tail++;
        }

        List<(char Sign, string Text)> edits =
            [.. old[..head].Select(Same), .. Middle(old[head..^tail], now[head..^tail]), .. old[(old.Length - tail)..].Select(Same)];
        return string.Join('\n', Shown(edits));
    }

    private static string[] Lines(string text) => text.Length == 0 ? [] : text.TrimEnd('\n').Split('\n');

    private static (char, string) Same(string line) => (' ', line);

    /// <summary>The longest common subsequence of the lines stays (Wagner and Fischer 1974).</summary>
    private static IEnumerable<(char Sign, string Text)> Middle(string[] old, string[] now)
    {
        if ((long)old.Length * now.Length > MostCells)
        {
            return [.. old.Select(line => ('-', line)), .. now.Select(line => ('+', line))];
        }

        int[,] common = Common(old, now);
        List<(char, string)> edits = [];
        int i = 0, j = 0;
        while (i < old.Length || j < now.Length)
        {
            if (i < old.Length && j < now.Length && old[i] == now[j])
            {
                edits.Add((' ', old[i++]));
                j++;
            }
            else
            {
                edits.Add(j == now.Length || (i < old.Length && common[i + 1, j] >= common[i, j + 1]) ? ('-', old[i++]) : ('+', now[j++]));
            }
        }

        return edits;
    }

    /// <summary>How many lines the rests from i and from j have in common.</summary>
    private static int[,] Common(string[] old, string[] now)
    {
        int[,] common = new int[old.Length + 1, now.Length + 1];
        for (int i = old.Length - 1; i >= 0; i--)
        {
            for (int j = now.Length - 1; j >= 0; j--)
            {
                common[i, j] = old[i] == now[j] ? common[i + 1, j + 1] + 1 : Math.Max(common[i + 1, j], common[i, j + 1]);
            }
        }

        return common;
    }

    private static IEnumerable<string> Shown(List<(char Sign, string Text)> edits)
    {
        List<string> lines = [];
        int line = 1, last = -1;
        for (int index = 0; index < edits.Count; index++)
        {
            if (edits.Skip(Math.Max(index - Around, 0)).Take(Math.Min(index, Around) + Around + 1).Any(edit => edit.Sign != ' '))
            {
                lines.AddRange(last == index - 1 ? [] : [$"@@ line {line} @@"]);
                lines.Add($"{edits[index].Sign} {edits[index].Text}".TrimEnd());
                last = index;
            }

            line += edits[index].Sign == '-' ? 0 : 1;
        }

        return lines.Count <= MostLines ? lines : lines.Take(MostLines).Append($"… and {lines.Count - MostLines} more lines");
    }
}
