using System.Globalization;
using Etch.Execution;
using Etch.Fuzz.Files;
using Etch.Weights;

namespace Etch.Fuzz.Calls;

/// <summary>A model with random weights, loaded for the best instruction set.</summary>
internal static class RandomModel
{
    private static readonly string s_folder = SeedFiles.Folder("models");

    public static ModelData Load(ModelDeclaration declaration) => ModelData.Load(declaration, Weights(declaration));

    /// <summary>The path of a file with a model's weights, the same in each run.</summary>
    public static string Weights(ModelDeclaration declaration)
    {
        string path = Path.Combine(s_folder, declaration.Name + ".safetensors");
        if (File.Exists(path))
        {
            return path;
        }

        var tensors = declaration.Slots
            .SelectMany(slot => slot.Weights.Where(weight => weight.Role.Length > 0).SelectMany(weight => Enumerable.Range(0, slot.Entries)
                .Select(layer => (Role: weight.Role.Replace("{layer}", layer.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal), Shape: weight.Shape.Select(extent => (long)extent).ToArray()))))
            .DistinctBy(tensor => tensor.Role).ToList();
        Random random = new(1);
        using SafetensorsWriter writer = new(path, [.. tensors]);
        foreach ((string role, long[] shape) in tensors)
        {
            int middle = role.EndsWith("gain", StringComparison.Ordinal) ? 1 : 0;
            writer.Write([.. Enumerable.Range(0, (int)shape.Aggregate(1L, (product, extent) => product * extent)).Select(_ => middle + random.NextSingle() - 0.5f)]);
        }

        writer.Complete();
        return path;
    }
}
