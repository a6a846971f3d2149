using Etch.Weights;

namespace Etch.Execution;

/// <summary>Packs parameters into the layout of a slot, a panel's rows at a time, so that no second copy of a matrix is ever in memory.</summary>
internal static unsafe class SlotPacker
{
    /// <summary>Columns of a unit of work; vectors along the columns are padded to it.</summary>
    private const int Unit = 48;

    /// <summary>Floats that a slot takes, a cache line of spare included: kernels read whole vectors.</summary>
    public static long Elements(SlotDeclaration slot, KernelSet kernels)
    {
        int[] shape = slot.Weights[0].Shape;
        long outer = slot.Weights.Sum(weight => (long)weight.Shape[0]);
        return 16 + slot.Layout switch
        {
            SlotLayout.Vector => Round(slot.Weights.Sum(weight => weight.Shape.Aggregate(1L, (product, extent) => product * extent)), Unit),
            SlotLayout.Rows => outer * Round(shape[1], 16),
            SlotLayout.Panels => Round(outer, kernels.PanelColumns) * shape[1],
            _ => Round(shape[0], kernels.PairColumns / 2) * 2 * shape[1],
        };
    }

    public static void Pack(SlotEntry entry, IReadOnlyDictionary<string, BoundWeight> bound, KernelSet kernels, float* destination)
    {
        List<BoundWeight?> weights = [.. entry.Slot.Weights.Select(weight => weight.Role.Length == 0 ? null : bound[entry.InLayer(weight.Role)])];
        switch (entry.Slot.Layout)
        {
            case SlotLayout.Vector:
                Vector(entry.Slot, weights, destination);
                break;
            case SlotLayout.Rows:
                Rows(entry.Slot.Weights[0].Shape, weights[0]!, destination);
                break;
            case SlotLayout.Panels:
                Panels(entry.Slot, weights, kernels.PanelColumns, destination);
                break;
            default:
                Pairs(entry.Slot, weights, kernels, destination);
                break;
        }
    }

    private static void Vector(SlotDeclaration slot, List<BoundWeight?> weights, float* destination)
    {
        for (int index = 0; index < weights.Count; index++)
        {
            int[] shape = slot.Weights[index].Shape;
            int count = shape.Aggregate(1, (product, extent) => product * extent);
            weights[index]?.Read(new long[shape.Length], [.. shape.Select(extent => (long)extent)], new Span<float>(destination, count));
            destination += count;
        }
    }

    private static void Rows(int[] shape, BoundWeight weight, float* destination)
    {
        int stride = (int)Round(shape[1], 16);
        for (int row = 0; row < shape[0]; row++)
        {
            weight.Read([row, 0], [1, shape[1]], new Span<float>(destination + ((long)row * stride), shape[1]));
        }
    }

    /// <summary>[outer / columns][inner][columns]; matrices side by side meet inside a panel.</summary>
    private static void Panels(SlotDeclaration slot, List<BoundWeight?> weights, int columns, float* destination)
    {
        int inner = slot.Weights[0].Shape[1];
        float[] rows = new float[columns * inner];
        long column = 0;
        for (int index = 0; index < weights.Count; index++)
        {
            int outer = slot.Weights[index].Shape[0];
            for (int row = 0; row < outer;)
            {
                int count = (int)Math.Min(outer - row, columns - (column % columns));
                weights[index]!.Read([row, 0], [count, inner], rows.AsSpan(0, count * inner));
                Scatter(rows, count, inner, destination + (column / columns * columns * inner) + (column % columns), columns);
                (row, column) = (row + count, column + count);
            }
        }
    }

    /// <summary>Vectors of a panel alternate: lanes of the first matrix, the same lanes of the second.</summary>
    private static void Pairs(SlotDeclaration slot, List<BoundWeight?> weights, KernelSet kernels, float* destination)
    {
        int outer = slot.Weights[0].Shape[0], inner = slot.Weights[0].Shape[1], lanes = kernels.Lanes, columns = kernels.PairColumns;
        float[] rows = new float[lanes * inner];
        for (int row = 0; row < outer; row += lanes)
        {
            int count = Math.Min(lanes, outer - row);
            for (int index = 0; index < 2; index++)
            {
                weights[index]!.Read([row, 0], [count, inner], rows.AsSpan(0, count * inner));
                long column = (2L * row) + (index * lanes);
                Scatter(rows, count, inner, destination + (column / columns * columns * inner) + (column % columns), columns);
            }
        }
    }

    private static void Scatter(float[] rows, int count, int inner, float* destination, int columns)
    {
        for (int k = 0; k < inner; k++)
        {
            for (int row = 0; row < count; row++)
            {
                destination[((long)k * columns) + row] = rows[(row * inner) + k];
            }
        }
    }

    private static long Round(long value, long unit) => (value + unit - 1) / unit * unit;
}
