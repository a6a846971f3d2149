using System.Text.Json;

namespace Etch.Text;

/// <summary>
/// Refuses a name that stands twice in one object: which of the two counts is a matter of the reader, so such a file can mean two things.
/// The option of <see cref="JsonDocument"/> that does this loads the system's cryptography for a random seed, which costs a small program
/// more than its whole start.
/// </summary>
internal static class NameCheck
{
    /// <summary>Walks over the text once, with one set of names for each level that is open.</summary>
    /// <exception cref="JsonException">A name twice, or no JSON of at most this depth.</exception>
    /// <exception cref="InvalidOperationException">A name that is no text of Unicode characters.</exception>
    public static void Run(ReadOnlySpan<byte> utf8, int depth)
    {
        Utf8JsonReader reader = new(utf8, new JsonReaderOptions { MaxDepth = depth });
        HashSet<string>?[] open = new HashSet<string>?[depth + 1];
        while (reader.Read())
        {
            if (reader.TokenType == JsonTokenType.StartObject)
            {
                // A set is used again by the next object of its level; one that grew large is not, since clearing it costs its size.
                open[reader.CurrentDepth] = open[reader.CurrentDepth] is { Count: <= 64 } small ? Emptied(small) : [];
            }
            else if (reader.TokenType == JsonTokenType.PropertyName && !open[reader.CurrentDepth - 1]!.Add(reader.GetString()!))
            {
                throw new JsonException($"the name \"{JsonField.Shorten(reader.GetString()!)}\" twice in an object");
            }
        }
    }

    private static HashSet<string> Emptied(HashSet<string> names)
    {
        names.Clear();
        return names;
    }
}
