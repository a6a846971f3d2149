using System.Text.Json;

namespace Etch.Weights;

/// <summary>
/// Reads <c>model.safetensors.index.json</c>, which says in which file of its folder each tensor of a sharded model lies:
/// <c>{"weight_map": {"tokens.weight": "model-00001-of-00002.safetensors", …}}</c>.
/// </summary>
internal static class ShardIndex
{
    private const long MaxBytes = 100_000_000;
    private const int MaxNesting = 16;

    /// <summary>The file of each tensor.</summary>
    /// <exception cref="InvalidDataException">Not of that form, a tensor twice, or a file that is not a plain name.</exception>
    public static Dictionary<string, string> Read(string path)
    {
        long length = new FileInfo(path).Length;
        if (length > MaxBytes)
        {
            throw HeaderCheck.Lie(path, "", FormattableString.Invariant($"an index of at most {MaxBytes} bytes"), FormattableString.Invariant($"{length}"));
        }
        try
        {
            return ReadMap(path, File.ReadAllBytes(path)) ?? throw HeaderCheck.Lie(path, "", "an object \"weight_map\"", "none");
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            throw new InvalidDataException($"{path}: an index in JSON is expected, found something else: {JsonComplaint.Of(exception)}", exception);
        }
    }

    private static Dictionary<string, string>? ReadMap(string path, ReadOnlySpan<byte> json)
    {
        var reader = new Utf8JsonReader(json, new JsonReaderOptions { MaxDepth = MaxNesting });
        Dictionary<string, string>? map = null;
        reader.Read();
        Expect(path, "a JSON object", JsonTokenType.StartObject, ref reader);
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            bool isMap = reader.ValueTextEquals("weight_map");
            reader.Read();
            if (!isMap)
            {
                reader.Skip();
            }
            else if (map is null)
            {
                map = ReadFiles(path, ref reader);
            }
            else
            {
                throw HeaderCheck.Lie(path, "", "\"weight_map\" once", "it twice");
            }
        }
        reader.Read();
        return map;
    }

    private static Dictionary<string, string> ReadFiles(string path, ref Utf8JsonReader reader)
    {
        Expect(path, "an object \"weight_map\"", JsonTokenType.StartObject, ref reader);
        var files = new Dictionary<string, string>(StringComparer.Ordinal);
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            string name = reader.GetString()!;
            reader.Read();
            Expect(path, $"the file of \"{HeaderCheck.Short(name)}\" as a text", JsonTokenType.String, ref reader);
            if (!files.TryAdd(name, PlainName(path, name, reader.GetString()!)))
            {
                throw HeaderCheck.Lie(path, name, "a name that stands once", "it twice");
            }
        }
        return files;
    }

    /// <summary>A downloaded index must not name files outside its folder.</summary>
    private static string PlainName(string path, string tensor, string file) =>
        file.Length > 0 && file is not ("." or "..") && file.AsSpan().IndexOfAny("/\\:\0") < 0
            ? file
            : throw HeaderCheck.Lie(path, tensor, "the name of a file in the same folder", $"\"{HeaderCheck.Short(file)}\"");

    private static void Expect(string path, string what, JsonTokenType type, ref Utf8JsonReader reader)
    {
        if (reader.TokenType != type)
        {
            throw HeaderCheck.Lie(path, "", what, reader.TokenType.ToString());
        }
    }
}
