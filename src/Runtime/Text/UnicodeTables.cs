using System.Collections.Frozen;

namespace Etch.Text;

/// <summary>
/// What the normalisation forms of UAX #15 need to know of characters. The runtime's own <c>string.Normalize</c> does nothing where
/// <c>InvariantGlobalization</c> is set, and elsewhere answers as the installed ICU does; tokens must not depend on either.
/// </summary>
/// <remarks>
/// A table is a stream of LEB128 numbers in base64. Each record of a mapping table begins with the gap to the last code point, then
/// twice the count of targets plus one where the pair also composes; count 0 stands for a run, whose length follows, of code points
/// that map to one target each, both counting up by one. Targets are zigzag differences to the last target written (after a record
/// of several targets: to its first).
/// </remarks>
internal static partial class UnicodeTables
{
    private static readonly Dictionary<long, int> s_compositions = [];

    /// <summary>The full canonical decomposition of each code point that has one.</summary>
    public static readonly FrozenDictionary<int, int[]> Canonical = ReadCanonical();

    /// <summary>The full compatibility decomposition of each code point where it differs from the canonical one.</summary>
    public static readonly FrozenDictionary<int, int[]> Compatibility = ReadMappings(CompatibilityMappings).ToFrozenDictionary(map => map.Source, map => map.Targets);

    private static readonly FrozenDictionary<int, byte> s_classes = ReadClasses();

    /// <summary>The canonical combining class; 0 for a starter.</summary>
    public static byte CombiningClass(int codePoint) => codePoint < 0x300 ? (byte)0 : s_classes.GetValueOrDefault(codePoint);

    /// <summary>The primary composite of two code points, or −1.</summary>
    public static int Compose(int first, int second) => s_compositions.GetValueOrDefault(Pair(first, second), -1);

    private static long Pair(int first, int second) => ((long)first << 32) | (uint)second;

    private static FrozenDictionary<int, int[]> ReadCanonical()
    {
        Dictionary<int, int[]> steps = [];
        foreach ((int source, int[] targets, bool composes) in ReadMappings(CanonicalMappings))
        {
            steps.Add(source, targets);
            if (composes)
            {
                s_compositions.Add(Pair(targets[0], targets[1]), source);
            }
        }
        return steps.ToFrozenDictionary(step => step.Key, step => Expand(step.Value, steps).ToArray());
    }

    private static IEnumerable<int> Expand(int[] targets, Dictionary<int, int[]> steps) =>
        targets.SelectMany(target => steps.TryGetValue(target, out int[]? inner) ? Expand(inner, steps) : [target]);

    private static IEnumerable<(int Source, int[] Targets, bool Composes)> ReadMappings(string table)
    {
        PackedNumbers numbers = new(table);
        int source = 0;
        int last = 0;
        while (!numbers.AtEnd)
        {
            source += numbers.Next();
            int shape = numbers.Next();
            int count = shape == 0 ? numbers.Next() : 1;
            int[] targets = new int[Math.Max(shape / 2, 1)];
            for (int i = 0; i < targets.Length; i++)
            {
                last = targets[i] = last + numbers.NextSigned();
            }
            for (int i = 0; i < count; i++)
            {
                yield return (source + i, count == 1 ? targets : [targets[0] + i], shape % 2 == 1);
            }
            source += count;
            last = targets[0] + count - 1;
        }
    }

    private static FrozenDictionary<int, byte> ReadClasses()
    {
        PackedNumbers numbers = new(CombiningClasses);
        Dictionary<int, byte> classes = [];
        int next = 0;
        while (!numbers.AtEnd)
        {
            int first = next + numbers.Next();
            next = first + numbers.Next();
            byte combiningClass = (byte)numbers.Next();
            for (int codePoint = first; codePoint < next; codePoint++)
            {
                classes.Add(codePoint, combiningClass);
            }
        }
        return classes.ToFrozenDictionary();
    }
}
