using System.Globalization;

namespace Etch.Reference;

/// <summary>What a model made for one sequence, and how its axes stand in the golden's tensor of a batch.</summary>
/// <param name="Values">The elements.</param>
/// <param name="Kind">Which axes there are.</param>
/// <param name="Width">The last axis.</param>
internal sealed record GoldenTensor(float[] Values, GoldenKind Kind, int Width)
{
    /// <summary>The largest difference, relative to the largest expected value of the whole tensor.</summary>
    public double Error(float[] expected, int[] shape, int row, int[] kept, string name)
    {
        double largest = expected.Max(Math.Abs), worst = 0;
        for (int index = 0; index < Values.Length; index++)
        {
            float wanted = expected[Place(index, shape, row, kept)];
            double error = Math.Abs((double)Values[index] - wanted) / Math.Max(largest, 1e-30);
            if (!(error <= GoldenCase.Tolerance))
            {
                throw new GoldenException(string.Create(CultureInfo.InvariantCulture, $"{name}, sequence {row}, element {index}: expected {wanted:g6}, found {Values[index]:g6}"));
            }

            worst = Math.Max(worst, error);
        }

        return worst;
    }

    private int Place(int index, int[] shape, int row, int[] kept) => Kind switch
    {
        GoldenKind.Positions => (((row * shape[1]) + kept[index / Width]) * Width) + (index % Width),
        GoldenKind.Column => (row * shape[1]) + kept[index],
        GoldenKind.Attention => Attention(index, shape, row, kept),
        _ => (row * Width) + index,
    };

    /// <summary>heads × queries × keys of the sequence, inside those of the padded batch.</summary>
    private static int Attention(int index, int[] shape, int row, int[] kept)
    {
        int keys = kept.Length, key = index % keys, query = index / keys % keys, head = index / keys / keys;
        return (((((row * shape[1]) + head) * shape[2]) + kept[query]) * shape[3]) + kept[key];
    }
}

/// <summary>The axes of a golden tensor after the batch.</summary>
internal enum GoldenKind
{
    /// <summary>One row for the sequence.</summary>
    Sequence,

    /// <summary>One row for each position.</summary>
    Positions,

    /// <summary>One number for each position.</summary>
    Column,

    /// <summary>Heads, queries, keys.</summary>
    Attention,
}
