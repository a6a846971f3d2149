using Etch.Weights;

namespace Etch.Execution;

/// <summary>Moves parameters between rows and the layout of a slot, a panel's rows at a time, so that no second copy of a matrix is ever in memory.</summary>
internal static unsafe class SlotPacker
{
    /// <summary>Reads the parameters of a slot into its layout.</summary>
    /// <param name="entry">The slot, in its layer.</param>
    /// <param name="bound">The weights by role.</param>
    /// <param name="map">Where the slot's elements lie.</param>
    /// <param name="slot">The slot's memory; it is zero.</param>
    public static void Pack(SlotEntry entry, IReadOnlyDictionary<string, BoundWeight> bound, SlotMap map, float* slot)
    {
        for (int parameter = 0; parameter < entry.Slot.Weights.Length; parameter++)
        {
            WeightDeclaration weight = entry.Slot.Weights[parameter];
            if (weight.Role.Length > 0)
                Pack(bound[entry.InLayer(weight.Role)], weight.Shape, map, parameter, slot);
        }
    }

    /// <summary>The rows of a parameter as they were read, so many at a time as lie side by side in its layout.</summary>
    public static void Unpack(SlotMap map, int parameter, float* slot, Action<ReadOnlySpan<float>> write)
    {
        int width = map.Width(parameter);
        float[] rows = [];
        for (int row = 0, count; row < map.Rows(parameter); row += count)
        {
            count = map.Together(parameter, row);
            Grow(ref rows, count * width);
            Gather(slot + map.Offset(parameter, row), map.Stride, rows, count, width);
            write(rows.AsSpan(0, count * width));
        }
    }

    private static void Pack(BoundWeight weight, int[] shape, SlotMap map, int parameter, float* slot)
    {
        int width = map.Width(parameter);
        float[] rows = [];
        for (int row = 0, count; row < map.Rows(parameter); row += count)
        {
            count = map.Together(parameter, row);
            float* destination = slot + map.Offset(parameter, row);
            if (map.Stride == 1)
            {
                Read(weight, shape, row, count, new Span<float>(destination, width));
                continue;
            }

            Grow(ref rows, count * width);
            Read(weight, shape, row, count, rows.AsSpan(0, count * width));
            Scatter(rows, count, width, destination, map.Stride);
        }
    }

    /// <summary>Some rows of a matrix, or all of a vector.</summary>
    private static void Read(BoundWeight weight, int[] shape, int row, int count, Span<float> destination)
    {
        long[] start = new long[shape.Length], extents = [.. shape.Select(extent => (long)extent)];
        if (destination.Length < extents.Aggregate(1L, (product, extent) => product * extent))
            (start[0], extents[0]) = (row, count);
        weight.Read(start, extents, destination);
    }

    private static void Scatter(float[] rows, int count, int width, float* destination, int stride)
    {
        for (int k = 0; k < width; k++)
        {
            for (int row = 0; row < count; row++)
                destination[((long)k * stride) + row] = rows[(row * width) + k];
        }
    }

    private static void Gather(float* source, int stride, float[] rows, int count, int width)
    {
        for (int k = 0; k < width; k++)
        {
            for (int row = 0; row < count; row++)
                rows[(row * width) + k] = source[((long)k * stride) + row];
        }
    }

    private static void Grow(ref float[] rows, int length)
    {
        if (rows.Length < length)
            rows = new float[length];
    }
}
