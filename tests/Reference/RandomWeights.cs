using Etch.Generator.Spec;

namespace Etch.Reference;

/// <summary>Parameters that depend on nothing but their role: float32 numbers of a size that keeps a stream near one.</summary>
internal static class RandomWeights
{
    public static double[] Read(string role, EquatableArray<int> shape)
    {
        ulong state = Seed(role);
        double[] elements = new double[shape.Aggregate(1, (product, extent) => product * extent)];
        double scale = shape.Count == 1 ? 0.2 : Math.Sqrt(3.0 / shape[shape.Count - 1]), middle = role.EndsWith("gain", StringComparison.Ordinal) ? 1 : 0;
        for (int index = 0; index < elements.Length; index++)
        {
            elements[index] = (float)(middle + (scale * Next(ref state)));
        }

        return elements;
    }

    /// <summary>From −1 to 1, by SplitMix64 (Steele et al. 2014).</summary>
    public static double Next(ref ulong state)
    {
        state += 0x9e3779b97f4a7c15;
        ulong mixed = (state ^ (state >> 30)) * 0xbf58476d1ce4e5b9;
        mixed = (mixed ^ (mixed >> 27)) * 0x94d049bb133111eb;
        return ((mixed ^ (mixed >> 31)) >> 11) * (2.0 / (1L << 53)) - 1;
    }

    /// <summary>FNV-1a.</summary>
    private static ulong Seed(string role) => role.Aggregate(0xcbf29ce484222325, (hash, letter) => (hash ^ letter) * 0x100000001b3);
}
