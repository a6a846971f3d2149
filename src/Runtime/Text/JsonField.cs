using System.Globalization;
using System.Text.Json;

namespace Etch.Text;

/// <summary>A value of the file that knows its place, so that every complaint names it.</summary>
/// <param name="Source">The file.</param>
/// <param name="Path">The place in it, such as <c>model.vocab</c>.</param>
/// <param name="Element">The value.</param>
internal readonly record struct JsonField(string Source, string Path, JsonElement Element)
{
    private const int LongestQuote = 100;

    // A sentence, with the names that are known or a quotation.
    private const int LongestExpectation = 400;

    /// <summary>The complaint about this value.</summary>
    public InvalidDataException Error(string expected, string? found = null) =>
        new($"{Source}: {(Path.Length == 0 ? "the file" : Path)}: expected {Shorten(expected, LongestExpectation)}, found {(found is null ? Describe(Element) : Shorten(found))}.");

    /// <summary>A member, or null where it is absent or null.</summary>
    public JsonField? Optional(string name)
    {
        _ = AsObject();
        return Element.TryGetProperty(name, out JsonElement value) && value.ValueKind != JsonValueKind.Null ? Child(name, value) : null;
    }

    /// <summary>A member that must be there.</summary>
    public JsonField Required(string name) => Optional(name) ?? throw Child(name, default).Error("a value", "none");

    /// <summary>The member <c>type</c>, which says what this object describes.</summary>
    public string Kind() => Required("type").Text();

    /// <summary>Refuses members of other names: what is not understood must not be passed over.</summary>
    public JsonField Only(params ReadOnlySpan<string> names)
    {
        foreach (JsonProperty member in AsObject().Element.EnumerateObject())
        {
            if (!names.Contains(member.Name))
            {
                throw Child(member.Name, member.Value).Error($"no such field (known here: {string.Join(", ", names)})");
            }
        }
        return this;
    }

    public JsonField AsObject() => Element.ValueKind == JsonValueKind.Object ? this : throw Error("an object");

    public string Text()
    {
        if (Element.ValueKind != JsonValueKind.String)
        {
            throw Error("a string");
        }
        return Element.GetString()!;
    }

    public bool Flag() => Element.ValueKind switch
    {
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        _ => throw Error("true or false"),
    };

    /// <summary>A whole number from 0 up to a limit that is not reached.</summary>
    public int Number(int limit) => IsNumber(Element, limit, out int value)
        ? value
        : throw Error(string.Create(CultureInfo.InvariantCulture, $"a whole number from 0 to {limit - 1}"));

    public static bool IsNumber(JsonElement element, int limit, out int value)
    {
        value = 0;
        return element.ValueKind == JsonValueKind.Number && element.TryGetInt32(out value) && value >= 0 && value < limit;
    }

    /// <summary>The values of an array of at most so many.</summary>
    public JsonField[] Items(int most)
    {
        if (Element.ValueKind != JsonValueKind.Array)
        {
            throw Error("an array");
        }
        int length = Element.GetArrayLength();
        if (length > most)
        {
            throw Error($"at most {most} values", $"{length}");
        }
        JsonField[] items = new JsonField[length];
        int i = 0;
        foreach (JsonElement item in Element.EnumerateArray())
        {
            items[i] = new JsonField(Source, $"{Path}[{i}]", item);
            i++;
        }
        return items;
    }

    /// <summary>The value of a member under its full path.</summary>
    public JsonField Child(string name, JsonElement value) => new(Source, Path.Length == 0 ? Shorten(name) : $"{Path}.{Shorten(name)}", value);

    private static string Describe(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Undefined => "none",
        JsonValueKind.Object when element.TryGetProperty("type", out JsonElement kind) => $"an object of type {Describe(kind)}",
        JsonValueKind.Object => "an object",
        JsonValueKind.Array => "an array",
        JsonValueKind.String => $"\"{Shorten(element.GetString()!)}\"",
        _ => Shorten(element.GetRawText()),
    };

    /// <summary>A text of the file that is short enough for a message.</summary>
    internal static string Shorten(string text, int longest = LongestQuote) => text.Length <= longest ? text : string.Concat(text.AsSpan(0, longest), "…");
}
