using Etch.Weights;

namespace Etch.Reference;

/// <summary>A golden.safetensors: named tensors of floats and of 64-bit integers.</summary>
public sealed class GoldenFile : IDisposable
{
    private readonly SafetensorsFile _file;

    private GoldenFile(SafetensorsFile file) => _file = file;

    /// <summary>The names of all tensors.</summary>
    public IReadOnlyList<string> Names => [.. _file.Tensors.Select(tensor => tensor.Name)];

    /// <summary>Opens a file.</summary>
    public static GoldenFile Open(string path) => new(SafetensorsFile.Open(path));

    /// <summary>Whether there is such a tensor.</summary>
    public bool Has(string name) => _file.Find(name) is not null;

    /// <summary>The extents of a tensor.</summary>
    public int[] Shape(string name) => [.. _file.Find(name)!.Shape.Select(extent => (int)extent)];

    /// <summary>A tensor of floats.</summary>
    public float[] Floats(string name)
    {
        SafetensorsTensor tensor = _file.Find(name)!;
        float[] values = new float[tensor.ElementCount];
        tensor.Read(0, values);
        return values;
    }

    /// <summary>A tensor of 64-bit integers that fit into 32 bits.</summary>
    public int[] Integers(string name)
    {
        SafetensorsTensor tensor = _file.Find(name)!;
        if (tensor.Type != SafetensorsType.I64)
        {
            throw new InvalidDataException($"{name} is {tensor.Type}, but I64 was expected.");
        }

        byte[] bytes = new byte[tensor.ByteLength];
        tensor.ReadBytes(0, bytes);
        return [.. Enumerable.Range(0, (int)tensor.ElementCount).Select(index => checked((int)BitConverter.ToInt64(bytes, 8 * index)))];
    }

    /// <inheritdoc/>
    public void Dispose() => _file.Dispose();
}
