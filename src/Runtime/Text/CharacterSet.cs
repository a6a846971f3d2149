using System.Text;

namespace Etch.Text;

/// <summary>A set of code points, kept as rising ranges.</summary>
internal sealed class CharacterSet
{
    private const int AsciiCount = 128;

    // Where membership changes: in the set from an even place up to the next, odd one.
    private readonly int[] _changes;
    private readonly bool[] _ascii = new bool[AsciiCount];

    /// <param name="table">Gap, count, gap, count …</param>
    public CharacterSet(string table)
    {
        PackedNumbers numbers = new(table);
        List<int> changes = [];
        int last = 0;
        while (!numbers.AtEnd)
        {
            last += numbers.Next();
            changes.Add(last);
        }
        _changes = [.. changes];
        for (int codePoint = 0; codePoint < AsciiCount; codePoint++)
        {
            _ascii[codePoint] = Search(codePoint);
        }
    }

    public bool Contains(Rune rune) => rune.IsAscii ? _ascii[rune.Value] : Search(rune.Value);

    private bool Search(int codePoint)
    {
        int place = Array.BinarySearch(_changes, codePoint);
        int changesBefore = place >= 0 ? place + 1 : ~place;
        return changesBefore % 2 == 1;
    }
}
