namespace Etch.Numerics;

/// <summary>The check that a destination holds its table.</summary>
internal static class TableSize
{
    /// <exception cref="ArgumentException">Fewer than rows × columns elements.</exception>
    public static void Require(int length, int rows, int columns, string name)
    {
        if (length < (long)rows * columns)
        {
            throw new ArgumentException($"A table of {rows} × {columns} needs {(long)rows * columns} elements, but there are {length}.", name);
        }
    }
}
