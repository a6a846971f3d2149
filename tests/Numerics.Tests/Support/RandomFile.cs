using System.Globalization;
using Etch.Execution;
using Etch.Weights;

namespace Etch.Numerics.Tests.Support;

/// <summary>Weights that follow from their roles and nothing else, the same on every machine, in a folder that goes with the process.</summary>
internal static class RandomFile
{
    private static readonly DirectoryInfo s_folder = Directory.CreateTempSubdirectory("etch-numerics-");

    static RandomFile() => AppDomain.CurrentDomain.ProcessExit += (_, _) => Delete();

    /// <summary>A file in the folder that goes with the process.</summary>
    public static string PathOf(string name) => Path.Combine(s_folder.FullName, name);

    /// <summary>A file with all parameters of a model whose tensors are named by their roles.</summary>
    public static string Of(ModelDeclaration declaration) => Write($"{declaration.Name}.safetensors", Parameters(declaration));

    /// <summary>Writes tensors of random elements.</summary>
    public static string Write(string name, IReadOnlyList<(string Role, int[] Shape)> tensors)
    {
        string path = PathOf(name);
        using SafetensorsWriter writer = new(path, [.. tensors.Select(tensor => (tensor.Role, tensor.Shape.Select(extent => (long)extent).ToArray()))]);
        foreach ((string role, int[] shape) in tensors)
        {
            writer.Write(Elements(role, shape));
        }

        writer.Complete();
        return path;
    }

    /// <summary>Every parameter once, layers spelled out.</summary>
    public static IReadOnlyList<(string Role, int[] Shape)> Parameters(ModelDeclaration declaration)
    {
        Dictionary<string, int[]> parameters = [];
        foreach (SlotDeclaration slot in declaration.Slots)
        {
            foreach (int layer in Enumerable.Range(0, slot.Entries).Where(layer => slot.Layers is null || slot.Layers.Contains(layer)))
            {
                foreach (WeightDeclaration weight in slot.Weights.Where(weight => weight.Role.Length > 0))
                {
                    parameters[weight.Role.Replace("{layer}", layer.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal)] = weight.Shape;
                }
            }
        }

        return [.. parameters.Select(parameter => (parameter.Key, parameter.Value))];
    }

    /// <summary>Gains near one, other vectors small, matrices so that a row of products is near one.</summary>
    private static float[] Elements(string role, int[] shape)
    {
        ulong state = role.Aggregate(0xcbf29ce484222325, (hash, letter) => (hash ^ letter) * 0x100000001b3);
        float scale = shape.Length == 1 ? 0.3f : role.StartsWith("tokens", StringComparison.Ordinal) ? 1 : MathF.Sqrt(3f / shape[^1]);
        float middle = role.EndsWith("gain", StringComparison.Ordinal) ? 1 : 0;
        float[] elements = new float[shape.Aggregate(1, (product, extent) => product * extent)];
        for (int index = 0; index < elements.Length; index++)
        {
            state = (state * 6364136223846793005) + 1442695040888963407;
            elements[index] = middle + (scale * (((int)(state >> 40) - (1 << 23)) / (float)(1 << 23)));
        }

        return elements;
    }

    private static void Delete()
    {
        try
        {
            s_folder.Delete(recursive: true);
        }
        catch (IOException)
        {
            // Windows holds files that a test left open; the folder of temporary files is the system's to clean.
        }
    }
}
