namespace Etch.Numerics;

/// <summary>Makes the sinusoids that are added to embeddings (Vaswani et al. 2017); run once, when a model is loaded.</summary>
public static class SinusoidTable
{
    /// <summary>Writes the sinusoids of the positions offset, offset + 1, …</summary>
    /// <remarks>
    /// Interleaved and Halves: frequencies 10000^(−2i/width), angles in double, as the reference (Marian, Pegasus) makes them with NumPy.
    /// HalvesInclusive: frequencies exp(−i · ln 10000 / (width/2 − 1)) and angles in float32, as the reference (M2M, Speech2Text,
    /// XGLM, Whisper) makes them with PyTorch; in an odd width its last column is 0.
    /// Every element is rounded once from double.
    /// </remarks>
    /// <param name="layout">How sines and cosines lie in a row.</param>
    /// <param name="offset">The position of the first row, at least 0.</param>
    /// <param name="positions">The number of rows.</param>
    /// <param name="width">The number of columns, at least 1; at least 4 for <see cref="Layout.HalvesInclusive"/>.</param>
    /// <param name="destination">positions × width, row after row.</param>
    /// <exception cref="ArgumentException">An argument out of its range, or a destination that is too small.</exception>
    public static void Fill(Layout layout, int offset, int positions, int width, Span<float> destination)
    {
        bool inclusive = layout == Layout.HalvesInclusive;
        ArgumentOutOfRangeException.ThrowIfNegative(offset);
        ArgumentOutOfRangeException.ThrowIfNegative(positions);
        ArgumentOutOfRangeException.ThrowIfGreaterThan((long)offset + positions, 1 << 20, nameof(positions));
        ArgumentOutOfRangeException.ThrowIfLessThan(width, inclusive ? 4 : 1);
        TableSize.Require(destination.Length, positions, width, nameof(destination));

        destination[..(positions * width)].Clear();
        int sines = inclusive ? width / 2 : (width + 1) / 2;
        for (int i = 0; i < sines; i++)
        {
            (int sine, int cosine) = layout == Layout.Interleaved ? (2 * i, (2 * i) + 1) : (i, sines + i);
            double unit = inclusive ? InclusiveFrequency(i, width / 2) : Elementary.Pow(10_000, 2.0 * i / width);
            for (int row = 0; row < positions; row++)
            {
                double angle = inclusive ? (float)((float)unit * (offset + row)) : (offset + row) / unit;
                FillPair(angle, sine, cosine, destination.Slice(row * width, width));
            }
        }
    }

    private static float InclusiveFrequency(int i, int half)
    {
        float exponent = i * (float)-(Elementary.Log(10_000) / (half - 1));
        return (float)Elementary.Exp(exponent);
    }

    private static void FillPair(double angle, int sine, int cosine, Span<float> row)
    {
        (double sin, double cos) = Elementary.SinCos(angle);
        row[sine] = (float)sin;
        if (cosine < row.Length)
        {
            row[cosine] = (float)cos;
        }
    }
}
