namespace Etch.Weights;

/// <summary>The bytes of a stream from where it stands to its end. The stream stays its owner's, and open.</summary>
internal sealed class StreamBytes : ByteSource
{
    private readonly Stream _stream;
    private readonly long _begin;
    private readonly Lock _lock = new();

    /// <exception cref="ArgumentException">The stream cannot be read, or has no places to go to.</exception>
    public StreamBytes(Stream stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        if (!stream.CanRead || !stream.CanSeek)
        {
            throw new ArgumentException(
                $"A stream that can be read at any place is expected, found one that cannot {(stream.CanRead ? "seek" : "be read")}; copy it into a MemoryStream first.", nameof(stream));
        }
        (_stream, _begin, Length) = (stream, stream.Position, Math.Max(0, stream.Length - stream.Position));
    }

    public override string Name => _stream is FileStream file ? file.Name : "the stream";

    public override long Length { get; }

    public override int Read(long offset, Span<byte> destination)
    {
        lock (_lock) // a stream has one position
        {
            _stream.Position = _begin + offset;
            return _stream.Read(destination);
        }
    }

    public override void Dispose()
    {
    }
}
