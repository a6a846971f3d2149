using System.Buffers;
using System.Text;

namespace Etch.Text;

/// <summary>The four normalisation forms of UAX #15 over well-formed UTF-16, in time linear in the text.</summary>
internal static class UnicodeForms
{
    // Hangul syllables are computed, not listed: The Unicode Standard, 3.12.
    private const int SyllableBase = 0xAC00;
    private const int LeadBase = 0x1100;
    private const int VowelBase = 0x1161;
    private const int TrailBase = 0x11A7;
    private const int LeadCount = 19;
    private const int VowelCount = 21;
    private const int TrailCount = 28;
    private const int SyllableCount = LeadCount * VowelCount * TrailCount;

    private const int CodePointMask = 0x1F_FFFF;
    private const int ClassShift = 24;


    /// <summary>Appends <paramref name="text"/> in one of the four forms.</summary>
    public static void Append(ReadOnlySpan<char> text, bool compatibility, bool compose, CharBuffer destination)
    {
        // Below these no character decomposes, and with composition none is a combining mark either.
        char firstAffected = compatibility ? '\u00A0' : compose ? '\u0300' : '\u00C0';
        int plain = text.IndexOfAnyInRange(firstAffected, '\uFFFF');
        if (plain < 0)
        {
            destination.Append(text);
            return;
        }
        int[] rented = ArrayPool<int>.Shared.Rent(Measure(text, compatibility));
        int count = Decompose(text, compatibility, rented);
        Span<int> points = rented.AsSpan(0, count);
        Reorder(points);
        points = compose ? points[..Compose(points)] : points;
        foreach (int point in points)
        {
            destination.Append(point & CodePointMask);
        }
        ArrayPool<int>.Shared.Return(rented);
    }

    private static int Measure(ReadOnlySpan<char> text, bool compatibility)
    {
        int count = 0;
        foreach (Rune rune in text.EnumerateRunes())
        {
            count += IsSyllable(rune.Value) ? 3 : Mapping(rune.Value, compatibility)?.Length ?? 1;
        }
        return count;
    }

    /// <summary>Writes the code points of the full decomposition, each with its combining class in the top byte.</summary>
    private static int Decompose(ReadOnlySpan<char> text, bool compatibility, Span<int> points)
    {
        int count = 0;
        foreach (Rune rune in text.EnumerateRunes())
        {
            if (IsSyllable(rune.Value))
            {
                count += DecomposeSyllable(rune.Value - SyllableBase, points[count..]);
            }
            else if (Mapping(rune.Value, compatibility) is { } mapping)
            {
                foreach (int target in mapping)
                {
                    points[count++] = WithClass(target);
                }
            }
            else
            {
                points[count++] = WithClass(rune.Value);
            }
        }
        return count;
    }

    private static int[]? Mapping(int codePoint, bool compatibility) =>
        codePoint < 0xA0 ? null
        : compatibility && UnicodeTables.Compatibility.TryGetValue(codePoint, out int[]? mapping) ? mapping
        : UnicodeTables.Canonical.GetValueOrDefault(codePoint);

    private static int WithClass(int codePoint) => codePoint | (UnicodeTables.CombiningClass(codePoint) << ClassShift);

    private static int ClassOf(int point) => point >>> ClassShift;

    private static bool IsSyllable(int codePoint) => (uint)(codePoint - SyllableBase) < SyllableCount;

    private static int DecomposeSyllable(int index, Span<int> points)
    {
        points[0] = LeadBase + (index / (VowelCount * TrailCount));
        points[1] = VowelBase + (index / TrailCount % VowelCount);
        if (index % TrailCount == 0)
        {
            return 2;
        }
        points[2] = TrailBase + (index % TrailCount);
        return 3;
    }

    /// <summary>Sorts each run of marks by combining class, equal classes in their old order.</summary>
    private static void Reorder(Span<int> points)
    {
        for (int start = 0; start < points.Length; start++)
        {
            int end = start;
            bool sorted = true;
            for (; end < points.Length && ClassOf(points[end]) != 0; end++)
            {
                sorted &= end == start || ClassOf(points[end - 1]) <= ClassOf(points[end]);
            }
            if (!sorted)
            {
                SortByClass(points[start..end]);
            }
            start = end;
        }
    }

    /// <summary>A counting sort: a text may hold any number of marks in a row.</summary>
    private static void SortByClass(Span<int> marks)
    {
        int[] copy = ArrayPool<int>.Shared.Rent(marks.Length);
        marks.CopyTo(copy);
        Span<int> places = stackalloc int[257];
        places.Clear();
        foreach (int mark in marks)
        {
            places[ClassOf(mark) + 1]++;
        }
        for (int i = 1; i < places.Length; i++)
        {
            places[i] += places[i - 1];
        }
        foreach (int mark in copy.AsSpan(0, marks.Length))
        {
            marks[places[ClassOf(mark)]++] = mark;
        }
        ArrayPool<int>.Shared.Return(copy);
    }

    /// <summary>Joins each starter with the marks and vowels that no other mark blocks; returns how many code points are left.</summary>
    private static int Compose(Span<int> points)
    {
        int starter = -1;
        int count = 0;
        foreach (int point in points)
        {
            // The last one written blocks this one unless it is the starter itself or of a smaller class (UAX #15, D115).
            bool reachable = starter >= 0 && (starter == count - 1 || ClassOf(points[count - 1]) < ClassOf(point));
            int composite = reachable ? Composite(points[starter], point & CodePointMask) : -1;
            if (composite >= 0)
            {
                points[starter] = composite;
                continue;
            }
            starter = ClassOf(point) == 0 ? count : starter;
            points[count++] = point;
        }
        return count;
    }

    private static int Composite(int first, int second)
    {
        if ((uint)(first - LeadBase) < LeadCount && (uint)(second - VowelBase) < VowelCount)
        {
            return SyllableBase + ((((first - LeadBase) * VowelCount) + second - VowelBase) * TrailCount);
        }
        bool isOpenSyllable = IsSyllable(first) && (first - SyllableBase) % TrailCount == 0;
        return isOpenSyllable && (uint)(second - TrailBase - 1) < TrailCount - 1 ? first + second - TrailBase : UnicodeTables.Compose(first, second);
    }
}
