using System.Buffers;
using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text.Json;

namespace Etch.Weights;

/// <summary>
/// Writes a safetensors file of float32 tensors, one piece after the other, in little memory. The file appears under its name when it is
/// complete; until then, and if writing fails, whatever was there stays.
/// </summary>
public sealed class SafetensorsWriter : IDisposable
{
    private const int LengthBytes = 8, Alignment = 8;

    private readonly string _path;
    private readonly string _unfinished;
    private readonly FileStream _stream;
    private readonly long _total;
    private long _written;

    /// <summary>Begins a file.</summary>
    /// <param name="path">Where it will be.</param>
    /// <param name="tensors">The names and shapes, in the order in which the elements will be written.</param>
    /// <exception cref="ArgumentException">Two tensors of one name, or a negative extent.</exception>
    public SafetensorsWriter(string path, IReadOnlyList<(string Name, long[] Shape)> tensors)
    {
        byte[] header = Header(tensors, out _total);
        _path = path;
        _unfinished = path + ".unfinished";
        _stream = new FileStream(_unfinished, FileMode.Create, FileAccess.Write);
        _stream.Write(header);
    }

    /// <summary>Writes the next elements; a call may end within a tensor or go on into the next.</summary>
    /// <exception cref="InvalidOperationException">More elements than the tensors have.</exception>
    public void Write(ReadOnlySpan<float> elements)
    {
        if (elements.Length > _total - _written)
        {
            throw new InvalidOperationException(
                FormattableString.Invariant($"{_path}: the tensors have {_total} elements; {_written + elements.Length} are written."));
        }
        if (BitConverter.IsLittleEndian)
        {
            _stream.Write(MemoryMarshal.AsBytes(elements));
        }
        else
        {
            WriteReversed(elements);
        }
        _written += elements.Length;
    }

    /// <summary>Ends the file and gives it its name.</summary>
    /// <exception cref="InvalidOperationException">Elements are missing.</exception>
    public void Complete()
    {
        if (_written != _total)
        {
            throw new InvalidOperationException(FormattableString.Invariant($"{_path}: the tensors have {_total} elements; only {_written} were written."));
        }
        _stream.Dispose();
        File.Move(_unfinished, _path, overwrite: true);
    }

    /// <summary>Closes the file; without <see cref="Complete"/> nothing is left of it.</summary>
    public void Dispose()
    {
        _stream.Dispose();
        File.Delete(_unfinished);
    }

    private void WriteReversed(ReadOnlySpan<float> elements)
    {
        Span<byte> bytes = stackalloc byte[sizeof(float)];
        foreach (float element in elements)
        {
            BinaryPrimitives.WriteSingleLittleEndian(bytes, element);
            _stream.Write(bytes);
        }
    }

    private static byte[] Header(IReadOnlyList<(string Name, long[] Shape)> tensors, out long elements)
    {
        var buffer = new ArrayBufferWriter<byte>();
        elements = 0;
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteStartObject("__metadata__");
            // Readers of the transformers library refuse a file that does not say for which framework it is.
            json.WriteString("format", "pt");
            json.WriteEndObject();
            var names = new HashSet<string>(StringComparer.Ordinal) { "__metadata__" };
            foreach ((string name, long[] shape) in tensors)
            {
                _ = names.Add(name) ? name : throw new ArgumentException($"A tensor of the name {name} cannot stand twice in a file.", nameof(tensors));
                elements = WriteEntry(json, name, shape, elements);
            }
            json.WriteEndObject();
        }
        return Framed(buffer.WrittenSpan);
    }

    private static long WriteEntry(Utf8JsonWriter json, string name, long[] shape, long first)
    {
        long count = 1;
        json.WriteStartObject(name);
        json.WriteString("dtype", "F32");
        json.WriteStartArray("shape");
        foreach (long extent in shape)
        {
            ArgumentOutOfRangeException.ThrowIfNegative(extent);
            count = checked(count * extent);
            json.WriteNumberValue(extent);
        }
        json.WriteEndArray();
        json.WriteStartArray("data_offsets");
        json.WriteNumberValue(checked(first * sizeof(float)));
        json.WriteNumberValue(checked((first + count) * sizeof(float)));
        json.WriteEndArray();
        json.WriteEndObject();
        return first + count;
    }

    /// <summary>The header behind its length, padded with spaces so that the data is aligned.</summary>
    private static byte[] Framed(ReadOnlySpan<byte> json)
    {
        int length = (json.Length + Alignment - 1) / Alignment * Alignment;
        byte[] header = new byte[LengthBytes + length];
        BinaryPrimitives.WriteInt64LittleEndian(header, length);
        header.AsSpan(LengthBytes).Fill((byte)' ');
        json.CopyTo(header.AsSpan(LengthBytes));
        return header;
    }
}
