using System.Runtime.InteropServices;
using Etch.Generator.Kernels;
using Etch.Reference;

namespace Etch.Generator.Tests.Kernels;

/// <summary>Arguments for a kernel of any kind: plausible rows, ids, runs and blocks, and random numbers for all floats.</summary>
internal sealed unsafe class KernelArguments : IDisposable
{
    /// <summary>More than any kernel of a tiny model reaches.</summary>
    private const int Elements = 1 << 15;

    private const int Blocks = 4;

    private readonly List<GCHandle> _pins = [];

    public KernelArguments(Kernel kernel, int rows, ulong seed)
    {
        foreach (Parameter parameter in kernel.Parameters)
        {
            Add(parameter, kernel, rows, ref seed);
        }
    }

    /// <summary>For the interpreter.</summary>
    public List<object> Values { get; } = [];

    /// <summary>For compiled code: the same, pinned.</summary>
    public List<nint> Numbers { get; } = [];

    /// <summary>All floats, to compare.</summary>
    public List<float[]> Floats { get; } = [];

    public void Dispose() => _pins.ForEach(pin => pin.Free());

    private void Add(Parameter parameter, Kernel kernel, int rows, ref ulong seed)
    {
        switch (parameter.Kind)
        {
            case Kind.Floats when parameter.Name == "tap" && rows % 2 == 0:
                Add(new FloatPointer(null, 0), 0);
                break;
            case Kind.Floats:
                float[] floats = Random(ref seed);
                Add(new FloatPointer(floats, 0), Pin(floats));
                break;
            case Kind.Blocks:
                float[][] blocks = [Random(ref seed), Random(ref seed), Random(ref seed), Random(ref seed)];
                Add(new BlockPointers([.. blocks.Select(block => new FloatPointer(block, 0))]), Pin(blocks.Select(block => Pin(block)).ToArray()));
                break;
            case Kind.Integers:
                int[] integers = Integers(parameter.Name, rows);
                Add(new IntPointer(integers, 0), Pin(integers));
                break;
            case Kind.Float:
                Add(0.625f, BitConverter.SingleToInt32Bits(0.625f));
                break;
            default:
                int number = Index(parameter.Name, kernel, rows);
                Add((nint)number, number);
                break;
        }
    }

    /// <summary>A tile is a first row, rows, a first block and a run; rows see a range that rises with them; the rest are small ids, positions and
    /// rows.</summary>
    private static int[] Integers(string name, int rows) => name switch
    {
        "tiles" => [0, Math.Min(rows, 4), 1, 0],
        "firsts" => [.. Enumerable.Range(0, 32).Select(row => row / 3)],
        "lasts" => [.. Enumerable.Range(0, 32).Select(row => row + 18)],
        "slots" => [.. Enumerable.Range(0, 32).Select(row => row % Blocks)],
        _ => [.. Enumerable.Range(0, 32).Select(row => (row * 5) % 7)],
    };

    private static int Index(string name, Kernel kernel, int rows) => name switch
    {
        "rows" => rows,
        "tileCount" => 1,
        "tapRows" => 12,
        "tapKeys" => 96,
        "keyOffset" or "offset" => 0,
        "valueOffset" => 4096,
        "from" => 0,
        "to" when kernel.Parameters.Any(parameter => parameter.Name is "w" or "tileCount") => 1,
        "to" => rows,
        _ => throw new ArgumentException($"No number for {name}."),
    };

    private static float[] Random(ref ulong seed)
    {
        float[] floats = new float[Elements];
        for (int index = 0; index < floats.Length; index++)
        {
            floats[index] = (float)(4 * RandomWeights.Next(ref seed));
        }

        return floats;
    }

    private void Add(object value, nint number)
    {
        Values.Add(value);
        Numbers.Add(number);
    }

    private nint Pin(Array array)
    {
        if (array is float[] floats)
        {
            Floats.Add(floats);
        }

        GCHandle pin = GCHandle.Alloc(array, GCHandleType.Pinned);
        _pins.Add(pin);
        return pin.AddrOfPinnedObject();
    }
}
