using Etch.Execution;
using Etch.Weights;

namespace Etch.Benchmarks;

/// <summary>A file of random weights for a model whose tensors go by their roles.</summary>
internal static class RandomWeights
{
    /// <summary>Writes the file once and gives its path.</summary>
    public static string For(ModelDeclaration declaration)
    {
        string path = Path.Combine(Path.GetTempPath(), $"etch-random-{declaration.Name}.safetensors");
        var tensors = declaration.Slots
            .SelectMany(slot => slot.Weights.Where(weight => weight.Role.Length > 0).SelectMany(weight => Enumerable.Range(0, slot.Entries).Select(layer => (Role: weight.Role.Replace("{layer}", $"{layer}", StringComparison.Ordinal), weight.Shape))))
            .DistinctBy(tensor => tensor.Role)
            .ToList();
        Random random = new(1);
        using SafetensorsWriter writer = new(path, [.. tensors.Select(tensor => (tensor.Role, tensor.Shape.Select(extent => (long)extent).ToArray()))]);
        foreach ((string role, int[] shape) in tensors)
        {
            bool isGain = role.EndsWith("gain", StringComparison.Ordinal);
            float[] values = [.. Enumerable.Range(0, shape.Aggregate(1, (product, extent) => product * extent)).Select(_ => ((float)random.NextDouble() - 0.5f) * 0.1f + (isGain ? 1 : 0))];
            writer.Write(values);
        }

        writer.Complete();
        return path;
    }
}
