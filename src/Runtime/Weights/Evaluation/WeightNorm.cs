using System.Buffers;

namespace Etch.Weights;

/// <summary>Weight normalisation: v · g / ‖v‖ (Salimans and Kingma 2016), the norm over all axes but one.</summary>
internal static class WeightNorm
{
    private const int PieceElements = 1 << 20;

    /// <summary>The normalised tensor: the direction times one factor for each place of the axis, computed when first needed.</summary>
    public static Operand Of(int axis, Operand direction, Operand gain)
    {
        var factors = new MemorySource(() => Factors(axis, direction, gain));
        var axes = new AxisMap[direction.Shape.Length];
        for (int other = 0; other < axes.Length; other++)
        {
            axes[other] = AxisMap.Regular(other == axis ? 1 : 0, direction.Shape[other]);
        }
        return new PairOperand(direction, new GatherOperand(factors, axes), ScalarOperation.Multiply);
    }

    private static ReadOnlyMemory<float> Factors(int axis, Operand direction, Operand gain)
    {
        var squares = new double[direction.Shape[axis]];
        AddSquares(axis, direction, new long[direction.Shape.Length], direction.Shape, squares);
        var factors = new float[squares.Length];
        gain.ReadPacked(new long[gain.Shape.Length], gain.Shape, factors);
        for (int place = 0; place < factors.Length; place++)
        {
            factors[place] = (float)(factors[place] / Math.Sqrt(squares[place]));
        }
        return factors;
    }

    /// <summary>Adds piece after piece; the pieces depend on the shape alone, so every run adds in the same order.</summary>
    private static void AddSquares(int axis, Operand direction, long[] start, long[] count, double[] squares)
    {
        long elements = count.Aggregate(1L, (product, extent) => product * extent);
        if (elements <= PieceElements)
        {
            AddPiece(axis, direction, start, count, squares, (int)elements);
            return;
        }
        int longest = Array.IndexOf(count, count.Max());
        long half = count[longest] / 2;
        AddSquares(axis, direction, start, Replaced(count, longest, half), squares);
        AddSquares(axis, direction, Replaced(start, longest, start[longest] + half), Replaced(count, longest, count[longest] - half), squares);
    }

    private static void AddPiece(int axis, Operand direction, long[] start, long[] count, double[] squares, int elements)
    {
        float[] piece = ArrayPool<float>.Shared.Rent(elements);
        try
        {
            direction.ReadPacked(start, count, piece);
            long inside = count.Skip(axis + 1).Aggregate(1L, (product, extent) => product * extent);
            for (int element = 0; element < elements; element++)
            {
                double value = piece[element];
                squares[start[axis] + (element / inside % count[axis])] += value * value;
            }
        }
        finally
        {
            ArrayPool<float>.Shared.Return(piece);
        }
    }

    private static long[] Replaced(long[] values, int index, long value)
    {
        long[] copy = (long[])values.Clone();
        copy[index] = value;
        return copy;
    }
}
