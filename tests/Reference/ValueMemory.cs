namespace Etch.Reference;

/// <summary>Where the values of a graph lie while it is interpreted. Nodes read spans of a row and write elements, one at a time.</summary>
internal abstract class ValueMemory
{
    /// <summary>A node begins to make a value.</summary>
    public abstract void Make(int value, int rows, int width);

    /// <summary>Some columns of a row.</summary>
    public abstract ReadOnlySpan<double> Read(int value, int row, int from, int count);

    public abstract void Write(int value, int row, int column, double element);

    /// <summary>From here on one value's rows are called another's: a layer hands over to the next.</summary>
    public abstract void Carry(int from, int to);

    /// <summary>A product is about to make a value; its tile may write a little more than the value.</summary>
    public virtual void Overrun(int value, int rows, int width)
    {
    }

    /// <summary>All rows of a value, copied.</summary>
    public double[][] Copy(int value, int rows, int width) => [.. Enumerable.Range(0, rows).Select(row => Read(value, row, 0, width).ToArray())];
}

/// <summary>Memory of its own for each value, each time it is made: nothing can meet.</summary>
internal sealed class OwnMemory(int values) : ValueMemory
{
    private readonly (double[] Elements, int Width)[] _values = new (double[], int)[values];

    public override void Make(int value, int rows, int width) => _values[value] = (new double[(long)rows * width], width);

    public override ReadOnlySpan<double> Read(int value, int row, int from, int count)
    {
        (double[]? elements, int width) = _values[value];
        return elements is not null && from + count <= width
            ? elements.AsSpan((row * width) + from, count)
            : throw new InvalidOperationException($"%{value}[{from}:{from + count}] is read, but it is {(elements is null ? "not made" : $"{width} wide")}.");
    }

    public override void Write(int value, int row, int column, double element) => _values[value].Elements[(row * _values[value].Width) + column] = element;

    public override void Carry(int from, int to) => _values[to] = _values[from];
}
