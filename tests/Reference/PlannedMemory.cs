using Etch.Generator.Graph;
using Etch.Generator.Passes;

namespace Etch.Reference;

/// <summary>
/// One arena with every value at the place that PlanMemory gave it. Each cell remembers which value wrote it last, so that a value which is
/// read after another was computed over it is found, whatever the numbers are.
/// </summary>
internal sealed class PlannedMemory : ValueMemory
{
    private const int Nobody = -1;

    /// <summary>The tallest tile of any machine: rows that a product may compute behind the last one.</summary>
    private const int TallestTile = 8;

    private readonly ModelGraph _graph;
    private readonly Bounds _bounds;
    private readonly double[] _cells;
    private readonly int[] _writers;
    private readonly (int Rows, int Width)[] _extents;

    public PlannedMemory(ModelGraph graph, Bounds bounds)
    {
        (_graph, _bounds) = (graph, bounds);
        _cells = new double[PlanMemory.Size(graph, bounds) / sizeof(float)];
        _writers = new int[_cells.Length];
        _extents = new (int, int)[graph.Values.Count];
        _cells.AsSpan().Fill(double.NaN);
        _writers.AsSpan().Fill(Nobody);
    }

    public override void Make(int value, int rows, int width)
    {
        Place place = PlaceOf(value);
        long offset = place.Offset;
        if (rows > _bounds.RowsOf(_graph[value].Type.Count) - PlanMemory.SpareRows || width > place.Stride || offset % sizeof(float) != 0)
        {
            throw new InvalidOperationException($"{Name(value)} has no room for {rows} rows of {width} at {place}, {place.Stride} from row to row.");
        }

        _extents[value] = (rows, width);
    }

    public override ReadOnlySpan<double> Read(int value, int row, int from, int count)
    {
        int at = Cell(value, row, from);
        int stranger = _writers.AsSpan(at, count).IndexOfAnyExcept(value);
        return stranger < 0
            ? _cells.AsSpan(at, count)
            : throw new InvalidOperationException($"{Name(value)} is read at row {row}, column {from + stranger}, where {Writer(_writers[at + stranger])}.");
    }

    public override void Write(int value, int row, int column, double element)
    {
        int at = Cell(value, row, column);
        (_cells[at], _writers[at]) = (element, value);
    }

    /// <summary>Generated code does nothing here, so both must lie at one place, and what is handed over must be whole.</summary>
    public override void Carry(int from, int to)
    {
        if (!PlaceOf(from).Equals(PlaceOf(to)))
        {
            throw new InvalidOperationException($"{Name(from)} is carried on as {Name(to)}, but they lie at {PlaceOf(from)} and {PlaceOf(to)}.");
        }

        (int rows, int width) = _extents[to] = _extents[from];
        for (int row = 0; row < rows; row++)
        {
            Read(from, row, 0, width);
            _writers.AsSpan(Cell(to, row, 0), width).Fill(to);
        }
    }

    /// <summary>Whole units of columns, and the rows of a last tile.</summary>
    public override void Overrun(int value, int rows, int width)
    {
        for (int row = 0; row < rows + TallestTile - 1; row++)
        {
            int begin = row < rows ? width : 0, at = Cell(value, row, begin), count = PlanMemory.Stride(width) - begin;
            _cells.AsSpan(at, count).Fill(double.NaN);
            _writers.AsSpan(at, count).Fill(Nobody);
        }
    }

    private int Cell(int value, int row, int column)
    {
        Place place = PlaceOf(value);
        return (int)((place.Offset / sizeof(float)) + ((long)row * place.Stride) + column);
    }

    private Place PlaceOf(int value) => _graph[value].Place ?? throw new InvalidOperationException($"{Name(value)} has no place in the arena.");

    private string Writer(int value) => value == Nobody ? "nobody wrote, or a tile ran over it" : $"{Name(value)} was written";

    private string Name(int value) => $"%{value} ({_graph[value].Name})";
}
