using System.Text;
using System.Text.Json;

namespace Etch.Weights;

/// <summary>What the header of a safetensors file says of a tensor; its bytes are counted from the end of the header.</summary>
internal sealed record HeaderEntry(string Name, SafetensorsType Type, long[] Shape, long Begin, long End);

/// <summary>
/// Reads the header of a safetensors file: <c>{"name": {"dtype": "F32", "shape": [2, 3], "data_offsets": [0, 24]}, …}</c>. Nothing in it
/// is believed: <see cref="HeaderCheck"/> holds every number against the file.
/// </summary>
internal static class SafetensorsHeader
{
    /// <summary>More axes than any tensor has.</summary>
    private const int MaxRank = 64;
    private const int MaxNesting = 8;
    private const string Metadata = "__metadata__";

    /// <exception cref="InvalidDataException">The header is not of that form, or lies.</exception>
    public static List<HeaderEntry> Read(string path, ReadOnlySpan<byte> json, long dataLength)
    {
        try
        {
            List<HeaderEntry> entries = ReadEntries(path, json);
            HeaderCheck.Check(path, entries, dataLength);
            return entries;
        }
        // Text with broken UTF-8 or half a surrogate pair is an InvalidOperationException to the reader.
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            throw new InvalidDataException($"{path}: a header in JSON is expected, found something else: {JsonComplaint.Of(exception)}", exception);
        }
    }

    private static List<HeaderEntry> ReadEntries(string path, ReadOnlySpan<byte> json)
    {
        var reader = new Utf8JsonReader(json, new JsonReaderOptions { MaxDepth = MaxNesting });
        var entries = new List<HeaderEntry>();
        var names = new HashSet<string>(StringComparer.Ordinal);
        reader.Read();
        Expect(path, "", "a JSON object", JsonTokenType.StartObject, ref reader);
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            string name = reader.GetString()!;
            if (!names.Add(name))
            {
                throw HeaderCheck.Lie(path, name, "a name that stands once", "it twice");
            }
            reader.Read();
            if (name == Metadata)
            {
                reader.Skip();
            }
            else
            {
                entries.Add(ReadEntry(path, name, ref reader));
            }
        }
        // The reader has nothing more to give unless the text goes on behind the object, and then this throws.
        reader.Read();
        return entries;
    }

    private static HeaderEntry ReadEntry(string path, string name, ref Utf8JsonReader reader)
    {
        Expect(path, name, "an object with dtype, shape and data_offsets", JsonTokenType.StartObject, ref reader);
        SafetensorsType? type = null;
        long[]? shape = null, offsets = null;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            string key = reader.GetString()!;
            reader.Read();
            bool repeated = key switch
            {
                "dtype" => Set(ref type, ReadType(path, name, ref reader)),
                "shape" => Set(ref shape, ReadNumbers(path, name, "shape", ref reader)),
                "data_offsets" => Set(ref offsets, ReadNumbers(path, name, "data_offsets", ref reader)),
                _ => throw HeaderCheck.Lie(path, name, "the keys dtype, shape and data_offsets", $"the key \"{HeaderCheck.Short(key)}\""),
            };
            if (repeated)
            {
                throw HeaderCheck.Lie(path, name, $"the key {key} once", "it twice");
            }
        }
        if (type is null || shape is null || offsets is not { Length: 2 })
        {
            string found = type is null ? "no dtype" : shape is null ? "no shape" : "not two data_offsets";
            throw HeaderCheck.Lie(path, name, "dtype, shape and two data_offsets", found);
        }
        return new HeaderEntry(name, type.Value, shape, offsets[0], offsets[1]);
    }

    private static bool Set<T>(ref T? field, T value)
    {
        bool repeated = field is not null;
        field = value;
        return repeated;
    }

    private static bool Set(ref SafetensorsType? field, SafetensorsType value)
    {
        bool repeated = field is not null;
        field = value;
        return repeated;
    }

    private static SafetensorsType ReadType(string path, string name, ref Utf8JsonReader reader)
    {
        Expect(path, name, "a dtype in quotation marks", JsonTokenType.String, ref reader);
        string text = reader.GetString()!;
        return SafetensorsTypes.TryParse(text, out SafetensorsType type)
            ? type
            : throw HeaderCheck.Lie(
                path, name, "a dtype of the format (" + string.Join(", ", Enum.GetNames<SafetensorsType>()) + ")", $"\"{HeaderCheck.Short(text)}\"");
    }

    private static long[] ReadNumbers(string path, string name, string key, ref Utf8JsonReader reader)
    {
        Expect(path, name, $"{key} as a list of whole numbers", JsonTokenType.StartArray, ref reader);
        var numbers = new List<long>();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            Expect(path, name, $"{key} as a list of whole numbers", JsonTokenType.Number, ref reader);
            if (!reader.TryGetInt64(out long number) || number < 0)
            {
                string found = HeaderCheck.Short(Encoding.UTF8.GetString(reader.ValueSpan));
                throw HeaderCheck.Lie(path, name, $"{key} of whole numbers from 0 to 2^63 - 1", found);
            }
            numbers.Add(numbers.Count < MaxRank ? number : throw HeaderCheck.Lie(path, name, $"{key} with at most {MaxRank} numbers", "more"));
        }
        return numbers.ToArray();
    }

    private static void Expect(string path, string name, string what, JsonTokenType type, ref Utf8JsonReader reader)
    {
        if (reader.TokenType != type)
        {
            throw HeaderCheck.Lie(path, name, what, reader.TokenType == JsonTokenType.None ? "nothing" : reader.TokenType.ToString());
        }
    }
}
