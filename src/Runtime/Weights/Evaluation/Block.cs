namespace Etch.Weights;

/// <summary>
/// A rectangle of a tensor that is asked for, and where its elements go. The last axis of the destination is contiguous; the other axes
/// are <see cref="Pitch"/> elements apart, so that a block can be a part of a larger one.
/// </summary>
internal readonly ref struct Block(ReadOnlySpan<long> start, ReadOnlySpan<long> count, ReadOnlySpan<long> pitch, Span<float> destination)
{
    public readonly ReadOnlySpan<long> Start = start;
    public readonly ReadOnlySpan<long> Count = count;
    public readonly ReadOnlySpan<long> Pitch = pitch;
    public readonly Span<float> Destination = destination;

    public int Rank => Count.Length;

    public long Elements => Product(Count);

    /// <summary>The elements of the destination are contiguous and in order.</summary>
    public bool IsRowMajor
    {
        get
        {
            long expected = 1;
            for (int axis = Rank - 1; axis >= 0; axis--)
            {
                if (Count[axis] > 1 && Pitch[axis] != expected)
                {
                    return false;
                }
                expected *= Count[axis];
            }
            return true;
        }
    }

    /// <summary>The number of contiguous rows, each along the last axis.</summary>
    public long Rows => Rank == 0 ? 1 : Product(Count[..^1]);

    /// <summary>The contiguous row of a number.</summary>
    public Span<float> Row(long number)
    {
        long offset = 0;
        for (int axis = Rank - 2; axis >= 0; axis--)
        {
            offset += number % Count[axis] * Pitch[axis];
            number /= Count[axis];
        }
        return Destination.Slice((int)offset, Rank == 0 ? 1 : (int)Count[^1]);
    }

    public int LongestAxis()
    {
        int longest = 0;
        for (int axis = 1; axis < Rank; axis++)
        {
            longest = Count[axis] > Count[longest] ? axis : longest;
        }
        return longest;
    }

    /// <summary>The places from <paramref name="from"/> (counted within the block) of an axis; the two spans hold the new block's numbers.</summary>
    public Block Part(int axis, long from, long length, Span<long> startSpace, Span<long> countSpace)
    {
        Start.CopyTo(startSpace);
        Count.CopyTo(countSpace);
        startSpace[axis] += from;
        countSpace[axis] = length;
        return new Block(startSpace, countSpace, Pitch, Destination[(int)(from * Pitch[axis])..]);
    }

    /// <summary>The distances of a rectangle without gaps.</summary>
    public static void RowMajor(ReadOnlySpan<long> count, Span<long> pitch)
    {
        long distance = 1;
        for (int axis = count.Length - 1; axis >= 0; axis--)
        {
            pitch[axis] = distance;
            distance *= count[axis];
        }
    }

    private static long Product(ReadOnlySpan<long> factors)
    {
        long product = 1;
        foreach (long factor in factors)
        {
            product *= factor;
        }
        return product;
    }
}
