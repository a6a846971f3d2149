using System.Collections.Concurrent;
using System.Runtime.InteropServices;

namespace Etch.Text;

/// <summary>What two neighbours become, and how early in the list of merges.</summary>
internal readonly record struct Merge(int Rank, int Id);

/// <summary>Byte-level byte pair encoding (Sennrich et al. 2016; GPT-2's encoder.py): bytes, joined pair by pair in the order of the merges.</summary>
internal sealed class BytePairModel : TokenModel
{
    /// <summary>A byte that has no piece, where the file names no piece for the unknown: it is left out.</summary>
    public const int Dropped = -1;

    private const int LongestCached = 32;
    private const int MostCached = 1 << 14;

    private readonly Dictionary<long, Merge> _merges;
    private readonly int[] _byteIds;
    private readonly int _unknownId;
    private readonly bool _fuseUnknown;
    private readonly Dictionary<string, int>? _wholeWords;
    private readonly ConcurrentDictionary<string, int[]> _cache = new();
    private readonly ConcurrentDictionary<string, int[]>.AlternateLookup<ReadOnlySpan<char>> _cached;
    private int _cachedCount;

    /// <param name="merges">For each pair of ids what it becomes.</param>
    /// <param name="byteIds">The id of each of the 256 bytes, or −1.</param>
    /// <param name="unknownId">Stands for a byte that has none; <see cref="Dropped"/> to leave such bytes out.</param>
    /// <param name="fuseUnknown">One unknown for several in a row.</param>
    /// <param name="wholeWords">Words, in the byte alphabet, that are pieces by themselves whatever the merges say; null for none.</param>
    public BytePairModel(Dictionary<long, Merge> merges, int[] byteIds, int unknownId, bool fuseUnknown, Dictionary<string, int>? wholeWords)
    {
        _merges = merges;
        _byteIds = byteIds;
        _unknownId = unknownId;
        _fuseUnknown = fuseUnknown;
        _wholeWords = wholeWords;
        _cached = _cache.GetAlternateLookup<ReadOnlySpan<char>>();
    }

    /// <summary>The key of a pair in the table of merges.</summary>
    public static long Pair(int left, int right) => ((long)left << 32) | (uint)right;

    public override void Append(ReadOnlySpan<char> word, EncodeScratch scratch)
    {
        if (word.Length > LongestCached)
        {
            AppendMerged(word, scratch);
        }
        else if (_cached.TryGetValue(word, out int[]? ids))
        {
            scratch.Ids.AddRange(ids);
        }
        else
        {
            int mark = scratch.Ids.Count;
            AppendMerged(word, scratch);
            Remember(word, CollectionsMarshal.AsSpan(scratch.Ids)[mark..]);
        }
    }

    // A full cache stays as it is: the first words of a text are its most frequent ones.
    private void Remember(ReadOnlySpan<char> word, ReadOnlySpan<int> ids)
    {
        if (_cachedCount < MostCached && _cached.TryAdd(word, ids.ToArray()))
        {
            _ = Interlocked.Increment(ref _cachedCount);
        }
    }

    private void AppendMerged(ReadOnlySpan<char> word, EncodeScratch scratch)
    {
        ReadOnlySpan<byte> bytes = scratch.Utf8(word);
        if (_wholeWords is not null && TryGetWhole(bytes, out int whole))
        {
            scratch.Ids.Add(whole);
            return;
        }
        scratch.Merger.Clear(bytes.Length);
        bool afterUnknown = false;
        foreach (byte value in bytes)
        {
            int id = _byteIds[value] >= 0 ? _byteIds[value] : _unknownId;
            bool isUnknown = _byteIds[value] < 0;
            if (id != Dropped && !(isUnknown && afterUnknown && _fuseUnknown))
            {
                scratch.Merger.Add(id);
            }
            afterUnknown = isUnknown;
        }
        scratch.Merger.Run(_merges, scratch.Ids);
    }

    private bool TryGetWhole(ReadOnlySpan<byte> bytes, out int id)
    {
        string letters = string.Create(bytes.Length, bytes, static (letters, bytes) =>
        {
            for (int i = 0; i < letters.Length; i++)
            {
                letters[i] = ByteAlphabet.Letter(bytes[i]);
            }
        });
        return _wholeWords!.TryGetValue(letters, out id);
    }
}
