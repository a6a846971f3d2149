using System.Buffers;
using System.Runtime.Intrinsics;
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
        ParameterRows source = new(weight, shape);
        int width = map.Width(parameter);
        float[] rows = map.Stride == 1 ? [] : ArrayPool<float>.Shared.Rent(map.Stride * width);
        for (int row = 0, count; row < map.Rows(parameter); row += count)
        {
            float* destination = slot + map.Offset(parameter, row);
            if (map.Stride == 1)
            {
                count = map.Contiguous(parameter, row);
                source.Read(row, count, new Span<float>(destination, count * width));
                continue;
            }

            count = map.Together(parameter, row);
            source.Read(row, count, rows.AsSpan(0, count * width));
            Scatter(rows, count, width, destination, map.Stride);
        }

        ArrayPool<float>.Shared.Return(rows);
    }

    // Four rows at a time: their like elements are one store.
    private static void Scatter(float[] rows, int count, int width, float* destination, int stride)
    {
        fixed (float* source = rows)
        {
            int row = 0;
            for (; row <= count - 4; row += 4)
            {
                float* a = source + (row * width), b = a + width, c = b + width, d = c + width, to = destination + row;
                for (int k = 0; k < width; k++, to += stride)
                    Vector128.Create(a[k], b[k], c[k], d[k]).Store(to);
            }

            for (; row < count; row++)
            {
                for (int k = 0; k < width; k++)
                    destination[((long)k * stride) + row] = source[(row * width) + k];
            }
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
