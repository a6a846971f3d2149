using System.Globalization;
using System.Text.Json;

namespace Etch.Examples.Config;

/// <summary>The names of a classifier's labels, which its config.json holds.</summary>
internal static class Labels
{
    /// <param name="path">The config.json.</param>
    /// <param name="count">The number of labels that the model has.</param>
    /// <exception cref="InvalidDataException">The file does not name them.</exception>
    public static string[] Read(string path, int count)
    {
        using JsonDocument config = JsonDocument.Parse(File.ReadAllBytes(path));
        return config.RootElement.TryGetProperty("id2label", out JsonElement names)
            ? [.. Enumerable.Range(0, count).Select(label => Name(names, label, path))]
            : throw new InvalidDataException($"'{path}' has no id2label, which names the labels.");
    }

    private static string Name(JsonElement names, int label, string path) =>
        names.TryGetProperty(label.ToString(CultureInfo.InvariantCulture), out JsonElement name) && name.GetString() is { } text
            ? text
            : throw new InvalidDataException($"id2label of '{path}' does not name label {label}.");
}
