namespace Etch.Weights;

/// <summary>Holds what a header says of its tensors against the length of the file and against itself.</summary>
internal static class HeaderCheck
{
    private const int LongestQuote = 200;

    /// <summary>
    /// Each tensor lies inside the data, is as long as its elements, and begins where the one before it ends: the format allows neither
    /// overlaps nor holes.
    /// </summary>
    /// <exception cref="InvalidDataException">Names the file, the tensor, what is expected and what was found.</exception>
    public static void Check(string path, IReadOnlyList<HeaderEntry> entries, long dataLength)
    {
        foreach (HeaderEntry entry in entries)
        {
            CheckOne(path, entry, dataLength);
        }
        CheckOrder(path, entries, dataLength);
    }

    public static InvalidDataException Lie(string path, string tensor, string expected, string found) =>
        new(tensor.Length == 0 ? $"{path}: expected {expected}, found {found}." : $"{path}: tensor \"{Short(tensor)}\": expected {expected}, found {found}.");

    /// <summary>A text of the file that is short enough for a message.</summary>
    public static string Short(string text) => text.Length <= LongestQuote ? text : text[..LongestQuote] + "…";

    private static void CheckOne(string path, HeaderEntry entry, long dataLength)
    {
        if (entry.Begin > entry.End || entry.End > dataLength)
        {
            throw Lie(
                path, entry.Name, Invariant($"data within the {dataLength} bytes behind the header"), Invariant($"data_offsets [{entry.Begin}, {entry.End}]"));
        }
        Int128 bits = Bits(path, entry);
        if (bits % 8 != 0 || bits / 8 != entry.End - entry.Begin)
        {
            string expected = Invariant($"{bits / 8} bytes for {entry.Type} [{string.Join(", ", entry.Shape)}]");
            throw Lie(path, entry.Name, expected, Invariant($"{entry.End - entry.Begin}"));
        }
    }

    private static Int128 Bits(string path, HeaderEntry entry)
    {
        Int128 elements = 1;
        foreach (long extent in entry.Shape)
        {
            elements *= extent;
            if (elements > long.MaxValue)
            {
                throw Lie(path, entry.Name, "a shape of at most 2^63 - 1 elements", Invariant($"[{string.Join(", ", entry.Shape)}]"));
            }
        }
        return elements * entry.Type.Bits();
    }

    private static void CheckOrder(string path, IReadOnlyList<HeaderEntry> entries, long dataLength)
    {
        long end = 0;
        foreach (HeaderEntry entry in entries.OrderBy(entry => entry.Begin).ThenBy(entry => entry.End))
        {
            if (entry.Begin != end)
            {
                string found = entry.Begin < end ? "an overlap: it begins" : "a hole: it begins";
                throw Lie(path, entry.Name, Invariant($"data from byte {end} on, where the tensor before it ends"), found + Invariant($" at {entry.Begin}"));
            }
            end = entry.End;
        }
        if (end != dataLength)
        {
            throw Lie(path, "", Invariant($"{end} bytes of data behind the header"), Invariant($"{dataLength}"));
        }
    }

    private static string Invariant(FormattableString text) => FormattableString.Invariant(text);
}
