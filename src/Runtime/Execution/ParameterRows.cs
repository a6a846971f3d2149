using Etch.Weights;

namespace Etch.Execution;

/// <summary>A parameter that is read some rows at a time.</summary>
internal sealed class ParameterRows(BoundWeight weight, int[] shape)
{
    private readonly long[] _start = new long[shape.Length];
    private readonly long[] _extents = Array.ConvertAll(shape, extent => (long)extent);
    private readonly long _elements = shape.Aggregate(1L, (product, extent) => product * extent);

    /// <summary>Reads some rows of a matrix, or all of a vector.</summary>
    public void Read(int row, int count, Span<float> destination)
    {
        if (destination.Length < _elements)
            (_start[0], _extents[0]) = (row, count);
        weight.Read(_start, _extents, destination);
    }
}
