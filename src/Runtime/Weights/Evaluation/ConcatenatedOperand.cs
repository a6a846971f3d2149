namespace Etch.Weights;

/// <summary>Tensors one behind the other along an axis.</summary>
internal sealed class ConcatenatedOperand(int axis, Operand[] parts) : Operand(ShapeOf(axis, parts))
{
    public override Operand Select(int along, ReadOnlySpan<Run> runs)
    {
        if (along == axis)
        {
            return new ConcatenatedOperand(axis, SelectParts(runs));
        }
        Run[] kept = runs.ToArray();
        return Each(axis, part => part.Select(along, kept));
    }

    public override Operand Transpose() => Each(1 - axis, part => part.Transpose());

    public override Operand Join(int first)
    {
        // Joined with the axis outside it, the parts take turns: once for each place of that axis.
        if (first + 1 == axis)
        {
            var turns = new List<Operand>();
            for (long place = 0; place < Shape[first]; place++)
            {
                Run[] one = [new Run(place, 1, 1)];
                turns.AddRange(parts.Select(part => part.Select(first, one).Join(first)));
            }
            return new ConcatenatedOperand(first, turns.ToArray());
        }
        return Each(axis > first ? axis - 1 : axis, part => part.Join(first));
    }

    public override Operand Drop(int dropped) =>
        dropped == axis ? parts.Single(part => part.Shape[axis] == 1).Drop(axis) : Each(axis > dropped ? axis - 1 : axis, part => part.Drop(dropped));

    public override Operand Lead() => Each(axis + 1, part => part.Lead());

    public override void Read(Block block)
    {
        Span<long> start = stackalloc long[block.Rank], count = stackalloc long[block.Rank];
        long begin = block.Start[axis], end = begin + block.Count[axis], partBegin = 0;
        foreach (Operand part in parts)
        {
            long from = Math.Max(begin, partBegin), to = Math.Min(end, partBegin + part.Shape[axis]);
            if (from < to)
            {
                Block inside = block.Part(axis, from - begin, to - from, start, count);
                start[axis] = from - partBegin;
                part.Read(inside);
            }
            partBegin += part.Shape[axis];
        }
    }

    private ConcatenatedOperand Each(int newAxis, Func<Operand, Operand> view) => new(newAxis, Array.ConvertAll(parts, part => view(part)));

    /// <summary>Cuts each run where one part ends and the next begins.</summary>
    private Operand[] SelectParts(ReadOnlySpan<Run> runs)
    {
        var selected = new List<Operand>();
        foreach (Run run in runs)
        {
            long partBegin = 0, done = 0;
            foreach (Operand part in parts)
            {
                long partEnd = partBegin + part.Shape[axis], place = run.Start + (done * run.Step);
                if (done < run.Count && place < partEnd)
                {
                    long count = Math.Min(run.Count - done, ((partEnd - place - 1) / run.Step) + 1);
                    selected.Add(part.Select(axis, [new Run(place - partBegin, run.Step, count)]));
                    done += count;
                }
                partBegin = partEnd;
            }
        }
        return selected.ToArray();
    }

    private static long[] ShapeOf(int axis, Operand[] parts)
    {
        long[] shape = (long[])parts[0].Shape.Clone();
        shape[axis] = parts.Sum(part => part.Shape[axis]);
        return shape;
    }
}
