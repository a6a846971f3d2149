using Microsoft.Win32.SafeHandles;

namespace Etch.Weights;

/// <summary>The bytes of an open file.</summary>
internal sealed class FileBytes(string path) : ByteSource
{
    private readonly SafeFileHandle _handle = File.OpenHandle(path);

    public override string Name => path;

    public override long Length => RandomAccess.GetLength(_handle);

    public override int Read(long offset, Span<byte> destination) => RandomAccess.Read(_handle, destination, offset);

    public override void Dispose() => _handle.Dispose();
}
