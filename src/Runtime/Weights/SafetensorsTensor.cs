namespace Etch.Weights;

/// <summary>One tensor of a <see cref="SafetensorsFile"/>: its name, type and shape, and its elements, which stay in the file until they are read.</summary>
public sealed class SafetensorsTensor
{
    private readonly SafetensorsFile _file;
    private readonly long _offset;
    private readonly long[] _shape;

    internal SafetensorsTensor(SafetensorsFile file, string name, SafetensorsType type, long[] shape, long offset, long length)
    {
        _file = file;
        _offset = offset;
        _shape = shape;
        Name = name;
        Type = type;
        ByteLength = length;
        ElementCount = shape.Aggregate(1L, (product, extent) => product * extent);
    }

    /// <summary>The name in the file.</summary>
    public string Name { get; }

    /// <summary>The type of an element.</summary>
    public SafetensorsType Type { get; }

    /// <summary>The extents of the axes; the last axis is contiguous. No axes: one element.</summary>
    public IReadOnlyList<long> Shape => _shape;

    /// <summary>The product of <see cref="Shape"/>.</summary>
    public long ElementCount { get; }

    /// <summary>The bytes that the elements take in the file.</summary>
    public long ByteLength { get; }

    /// <summary>The path of the file.</summary>
    public string FilePath => _file.FilePath;

    internal long[] Extents => _shape;

    /// <summary>Reads bytes of the elements as the file has them (little-endian).</summary>
    /// <param name="offset">The first byte, counted from the tensor's first.</param>
    /// <param name="destination">Filled to its end.</param>
    /// <exception cref="ArgumentOutOfRangeException">Not within the tensor.</exception>
    /// <exception cref="InvalidDataException">The file was cut after it was opened.</exception>
    public void ReadBytes(long offset, Span<byte> destination)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(offset);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(offset, ByteLength - destination.Length);
        _file.Read(_offset + offset, destination, Name);
    }

    /// <summary>Reads elements as float32; half precision and bfloat16 are widened exactly.</summary>
    /// <param name="first">The first element, in the order of the file.</param>
    /// <param name="destination">Filled to its end.</param>
    /// <exception cref="ArgumentOutOfRangeException">Not within the tensor.</exception>
    /// <exception cref="InvalidDataException">The type is not F32, F16 or BF16, or the file was cut after it was opened.</exception>
    public void Read(long first, Span<float> destination)
    {
        if (!Type.IsWeight())
        {
            throw new InvalidDataException($"{FilePath}: tensor \"{Name}\": {SafetensorsTypes.Weights} is expected of a weight, found {Type}.");
        }
        ArgumentOutOfRangeException.ThrowIfNegative(first);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(first, ElementCount - destination.Length);
        FloatReading.Read(this, first, destination);
    }
}
