namespace Etch.Execution;

/// <summary>
/// Where the elements of a slot's parameters lie. Element k of row r of parameter p is at <see cref="Offset"/>(p, r) + k · <see cref="Stride"/>;
/// like elements of up to <see cref="Together"/> rows lie side by side.
/// </summary>
internal readonly struct SlotMap(SlotDeclaration slot, KernelSet kernels)
{
    /// <summary>Columns of a unit of work; vectors along the columns are padded to it.</summary>
    private const int Unit = 48;

    private const int NearElements = 1 << 15;

    private readonly int _inner = slot.Layout == SlotLayout.Vector ? 1 : slot.Weights[0].Shape[1];

    /// <summary>Floats that the slot takes, a cache line of spare included: kernels read whole vectors.</summary>
    public long Elements => 16 + slot.Layout switch
    {
        SlotLayout.Vector => Round(slot.Weights.Sum(Count), Unit),
        SlotLayout.Rows => slot.Weights.Sum(weight => (long)weight.Shape[0]) * Round(_inner, 16),
        SlotLayout.Panels => Round(slot.Weights.Sum(weight => (long)weight.Shape[0]), Columns) * _inner,
        _ => Round(slot.Weights[0].Shape[0], Columns / 2) * 2 * _inner,
    };

    /// <summary>Floats from one element of a row to the next.</summary>
    public int Stride => slot.Layout is SlotLayout.Vector or SlotLayout.Rows ? 1 : Columns;

    private int Columns => slot.Layout == SlotLayout.Panels ? kernels.PanelColumns : kernels.PairColumns;

    /// <summary>Rows of a parameter; a vector is one row, whatever its shape.</summary>
    public int Rows(int parameter) => slot.Layout == SlotLayout.Vector ? 1 : slot.Weights[parameter].Shape[0];

    /// <summary>Elements of a row.</summary>
    public int Width(int parameter) => slot.Layout == SlotLayout.Vector ? (int)Count(slot.Weights[parameter]) : _inner;

    /// <summary>Rows from this one on whose like elements lie side by side.</summary>
    public int Together(int parameter, int row) => Math.Min(Rows(parameter) - row, slot.Layout switch
    {
        SlotLayout.Panels => Columns - (int)(Column(parameter, row) % Columns),
        SlotLayout.Pairs => kernels.Lanes - (row % kernels.Lanes),
        _ => 1,
    });

    /// <summary>Rows from this one on that lie one behind the other, where <see cref="Stride"/> is 1; not more than a cache holds.</summary>
    public int Contiguous(int parameter, int row) =>
        Width(parameter) % 16 == 0 ? Math.Min(Math.Max(1, NearElements / Width(parameter)), Rows(parameter) - row) : 1;

    /// <summary>Where a row begins.</summary>
    public long Offset(int parameter, int row)
    {
        if (slot.Layout == SlotLayout.Vector)
            return slot.Weights.Take(parameter).Sum(Count);
        if (slot.Layout == SlotLayout.Rows)
            return row * Round(_inner, 16);
        long column = Column(parameter, row);
        return (column / Columns * Columns * _inner) + (column % Columns);
    }

    /// <summary>
    /// The column of a row among the columns of all panels. In <see cref="SlotLayout.Panels"/> matrices stand side by side; in
    /// <see cref="SlotLayout.Pairs"/> a vector's lanes of the first alternate with the same lanes of the second.
    /// </summary>
    private long Column(int parameter, int row) => slot.Layout == SlotLayout.Panels
        ? slot.Weights.Take(parameter).Sum(weight => (long)weight.Shape[0]) + row
        : (row / kernels.Lanes * 2L * kernels.Lanes) + (parameter * kernels.Lanes) + (row % kernels.Lanes);

    private static long Count(WeightDeclaration weight) => weight.Shape.Aggregate(1L, (product, extent) => product * extent);

    private static long Round(long value, long unit) => (value + unit - 1) / unit * unit;
}
