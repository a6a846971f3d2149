namespace Etch.Weights;

/// <summary>A row of elements that views are made of: a tensor of a file, or numbers in memory.</summary>
internal abstract class ElementSource
{
    /// <summary>The elements, if they are in memory; else empty.</summary>
    public virtual ReadOnlyMemory<float> Memory => default;

    /// <summary>What rows that interleave are read through; null when the elements are in memory.</summary>
    public virtual RowWindows? Windows => null;

    public abstract void Read(long first, Span<float> destination);
}

/// <summary>The elements of a tensor in a file.</summary>
internal sealed class TensorSource(SafetensorsTensor tensor, RowWindows windows) : ElementSource
{
    public override RowWindows Windows => windows;

    public override void Read(long first, Span<float> destination) => tensor.Read(first, destination);
}

/// <summary>Elements that are in memory, or come there when they are first asked for.</summary>
internal sealed class MemorySource(Func<ReadOnlyMemory<float>> make) : ElementSource
{
    private readonly Lazy<ReadOnlyMemory<float>> _elements = new(make);

    public override ReadOnlyMemory<float> Memory => _elements.Value;

    public override void Read(long first, Span<float> destination) => Memory.Span.Slice((int)first, destination.Length).CopyTo(destination);
}
