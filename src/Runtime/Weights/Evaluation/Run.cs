namespace Etch.Weights;

/// <summary>Places of an axis at equal distances: start, start + step, …</summary>
internal readonly record struct Run(long Start, long Step, long Count)
{
    public static Run All(long extent) => new(0, 1, extent);
}
