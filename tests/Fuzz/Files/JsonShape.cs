using System.Text.Json;

namespace Etch.Fuzz.Files;

/// <summary>A value of a JSON text: where it stands, and where its name does if it is a member of an object.</summary>
/// <param name="NameStart">The quotation mark before its name; −1 where it has none.</param>
internal readonly record struct JsonPlace(int Start, int End, JsonTokenType Kind, int NameStart, int NameEnd);

/// <summary>The values of a JSON text that is right, so that a mutation can hit one of them.</summary>
internal static class JsonShape
{
    public static JsonPlace[] Of(ReadOnlySpan<byte> json)
    {
        Utf8JsonReader reader = new(json);
        List<JsonPlace> places = [];
        Stack<int> open = [];
        (int nameStart, int nameEnd) = (-1, -1);
        while (reader.Read())
        {
            int start = (int)reader.TokenStartIndex;
            switch (reader.TokenType)
            {
                case JsonTokenType.PropertyName:
                    (nameStart, nameEnd) = (start, start + reader.ValueSpan.Length + 2);
                    continue;
                case JsonTokenType.EndObject or JsonTokenType.EndArray:
                    int begun = open.Pop();
                    places[begun] = places[begun] with { End = (int)reader.BytesConsumed };
                    continue;
                case JsonTokenType.StartObject or JsonTokenType.StartArray:
                    open.Push(places.Count);
                    break;
            }

            places.Add(new JsonPlace(start, (int)reader.BytesConsumed, reader.TokenType, nameStart, nameEnd));
            (nameStart, nameEnd) = (-1, -1);
        }

        return [.. places];
    }
}
