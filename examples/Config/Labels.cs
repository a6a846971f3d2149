using System.Globalization;
using System.Text.Json;

namespace Etch.Examples;

/// <summary>The names of a classifier's labels, which its config.json holds.</summary>
internal static class Labels
{
    /// <param name="path">The config.json.</param>
    /// <param name="count">The number of labels that the model has.</param>
    /// <exception cref="InvalidDataException">The file does not name them.</exception>
    public static string[] Read(string path, int count) => Parse(File.ReadAllBytes(path), path, count);

    /// <inheritdoc cref="Read"/>
    /// <param name="json">The bytes of a config.json.</param>
    /// <param name="source">What messages call it.</param>
    public static string[] Parse(byte[] json, string source, int count)
    {
        using JsonDocument config = JsonDocument.Parse(json);
        return config.RootElement.TryGetProperty("id2label", out JsonElement names)
            ? [.. Enumerable.Range(0, count).Select(label => Name(names, label, source))]
            : throw new InvalidDataException($"'{source}' has no id2label, which names the labels.");
    }

    private static string Name(JsonElement names, int label, string source) =>
        names.TryGetProperty(label.ToString(CultureInfo.InvariantCulture), out JsonElement name) && name.GetString() is { } text
            ? text
            : throw new InvalidDataException($"id2label of '{source}' does not name label {label}.");
}
