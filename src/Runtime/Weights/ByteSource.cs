namespace Etch.Weights;

/// <summary>The bytes of a safetensors file, wherever they lie. Any number of threads may read at once.</summary>
internal abstract class ByteSource : IDisposable
{
    /// <summary>What messages call it: the path of a file.</summary>
    public abstract string Name { get; }

    /// <summary>How many there are.</summary>
    public abstract long Length { get; }

    /// <summary>Reads bytes from an offset on; fewer than asked for are no error.</summary>
    /// <returns>How many were read; 0 at the end.</returns>
    public abstract int Read(long offset, Span<byte> destination);

    /// <inheritdoc/>
    public abstract void Dispose();
}
