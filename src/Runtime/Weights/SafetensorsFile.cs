using System.Buffers.Binary;

namespace Etch.Weights;

/// <summary>
/// A safetensors file: eight bytes with the length of the header, the header in JSON, the data (huggingface/safetensors, README). The
/// header is read and checked whole when the file is opened; the data is read in pieces when asked for, never mapped. Any number of
/// threads may read at once.
/// </summary>
public sealed class SafetensorsFile : IDisposable
{
    private const int LengthBytes = 8;
    private const long MaxHeaderBytes = 100_000_000;

    private readonly ByteSource _bytes;
    private readonly Dictionary<string, SafetensorsTensor> _byName = new(StringComparer.Ordinal);

    private SafetensorsFile(ByteSource bytes)
    {
        _bytes = bytes;
        byte[] header = ReadHeader();
        long dataStart = LengthBytes + header.Length;
        Tensors = SafetensorsHeader.Read(FilePath, header, bytes.Length - dataStart).ConvertAll(
            entry => new SafetensorsTensor(this, entry.Name, entry.Type, entry.Shape, dataStart + entry.Begin, entry.End - entry.Begin));
        foreach (SafetensorsTensor tensor in Tensors)
        {
            _byName.Add(tensor.Name, tensor);
        }
    }

    /// <summary>The path under which the file was opened, or what a stream is called instead.</summary>
    public string FilePath => _bytes.Name;

    /// <summary>The tensors, in the order of the header.</summary>
    public IReadOnlyList<SafetensorsTensor> Tensors { get; }

    /// <summary>Opens a file and checks its header.</summary>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="InvalidDataException">The file is cut, or its header is malformed or says what is not so.</exception>
    public static SafetensorsFile Open(string path) => Open(new FileBytes(path));

    internal static SafetensorsFile Open(ByteSource bytes)
    {
        try
        {
            return new SafetensorsFile(bytes);
        }
        catch
        {
            bytes.Dispose();
            throw;
        }
    }

    /// <summary>The tensor of a name, or null.</summary>
    public SafetensorsTensor? Find(string name) => _byName.GetValueOrDefault(name);

    /// <summary>Closes the file; its tensors can no longer be read.</summary>
    public void Dispose() => _bytes.Dispose();

    internal void Read(long offset, Span<byte> destination, string what)
    {
        while (!destination.IsEmpty)
        {
            int read = _bytes.Read(offset, destination[..Math.Min(destination.Length, FloatReading.PieceBytes)]);
            if (read == 0)
            {
                throw HeaderCheck.Lie(FilePath, what, FormattableString.Invariant($"{destination.Length} more bytes at {offset}"), "the end of the file");
            }
            offset += read;
            destination = destination[read..];
        }
    }

    private byte[] ReadHeader()
    {
        long length = _bytes.Length;
        if (length < LengthBytes)
        {
            throw HeaderCheck.Lie(FilePath, "", "a safetensors file of at least 8 bytes", FormattableString.Invariant($"{length}"));
        }
        Span<byte> prefix = stackalloc byte[LengthBytes];
        Read(0, prefix, "");
        ulong headerLength = BinaryPrimitives.ReadUInt64LittleEndian(prefix);
        long limit = Math.Min(MaxHeaderBytes, length - LengthBytes);
        if (headerLength > (ulong)limit)
        {
            throw HeaderCheck.Lie(
                FilePath, "", FormattableString.Invariant($"a header of at most {limit} bytes"), FormattableString.Invariant($"the length {headerLength}"));
        }
        byte[] header = new byte[(int)headerLength];
        Read(LengthBytes, header, "");
        return header;
    }
}
