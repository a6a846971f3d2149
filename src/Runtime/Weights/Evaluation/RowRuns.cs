namespace Etch.Weights;

/// <summary>Which rows the operations on the first axis take, in the order in which they take them.</summary>
internal static class RowRuns
{
    public static Run OfSelector(AxisSelector selector, long extent)
    {
        if (selector is AxisIndex index)
        {
            return new Run(index.At.Offset, 1, 1);
        }
        var range = (AxisRange)selector;
        long start = range.Start.Offset, stop = range.Stop?.Offset ?? extent;
        return new Run(start, range.Step, ((stop - start - 1) / range.Step) + 1);
    }

    public static Run[] OfHeads(HeadsExpression heads)
    {
        var runs = new List<Run>();
        for (long head = 0; head < heads.Heads; head++)
        {
            foreach (AxisSelector selector in heads.Selection)
            {
                Run parts = OfSelector(selector, heads.Parts);
                for (long part = 0; part < parts.Count; part++)
                {
                    long number = (head * heads.Parts) + parts.Start + (part * parts.Step);
                    runs.Add(new Run(number * heads.Width, 1, heads.Width));
                }
            }
        }
        return runs.ToArray();
    }

    public static Run[] OfSplit(SplitExpression split, long rows) => [new Run(split.Index.Offset * (rows / split.Count), 1, rows / split.Count)];

    /// <summary>Of each head first the rows 0, 2, 4, … (the first of each pair), then 1, 3, 5, ….</summary>
    public static Run[] OfRotary(RotaryExpression rotary, long rows)
    {
        long width = rows / rotary.Heads;
        var runs = new Run[2 * rotary.Heads];
        for (int head = 0; head < rotary.Heads; head++)
        {
            runs[2 * head] = new Run(head * width, 2, width / 2);
            runs[(2 * head) + 1] = new Run((head * width) + 1, 2, width / 2);
        }
        return runs;
    }
}
