using System.Buffers.Binary;
using System.Text;

namespace Etch.Numerics.Tests.Trained;

/// <summary>llama2.c's tokenizer file: the longest piece's length, then for each piece its score, its length and its bytes (int32 and float32, little-endian).</summary>
internal sealed class StoryTokenizer
{
    private const int Begin = 1, FirstByte = 3;

    private readonly List<(byte[] Bytes, float Score)> _pieces = [];
    private readonly Dictionary<string, int> _ids = [];

    public StoryTokenizer(byte[] file)
    {
        for (int at = 4; at < file.Length;)
        {
            float score = BinaryPrimitives.ReadSingleLittleEndian(file.AsSpan(at));
            int length = BinaryPrimitives.ReadInt32LittleEndian(file.AsSpan(at + 4));
            byte[] bytes = file[(at + 8)..(at + 8 + length)];
            _ids.TryAdd(Key(bytes), _pieces.Count);
            _pieces.Add((bytes, score));
            at += 8 + length;
        }
    }

    public int Count => _pieces.Count;

    /// <summary>The ids of a text behind the begin: characters (or their bytes) merged by the best score first, after a leading blank.</summary>
    public int[] Encode(string text)
    {
        List<int> ids = [Begin, .. text.Length == 0 ? [] : Characters(" " + text)];
        while (BestPair(ids) is { Place: >= 0 } best)
        {
            ids[best.Place] = best.Merged;
            ids.RemoveAt(best.Place + 1);
        }

        return [.. ids];
    }

    /// <summary>The bytes of a piece; a leading blank falls away behind the begin, and "&lt;0x0A&gt;" is one byte.</summary>
    public byte[] Decode(int previous, int id)
    {
        byte[] bytes = _pieces[id].Bytes;
        if (id is >= FirstByte and < FirstByte + 256)
        {
            return [(byte)(id - FirstByte)];
        }

        return previous == Begin && bytes is [(byte)' ', ..] ? bytes[1..] : bytes;
    }

    private IEnumerable<int> Characters(string text)
    {
        foreach (Rune rune in text.EnumerateRunes())
        {
            byte[] bytes = Encoding.UTF8.GetBytes(rune.ToString());
            foreach (int id in _ids.TryGetValue(Key(bytes), out int known) ? [known] : bytes.Select(value => value + FirstByte))
            {
                yield return id;
            }
        }
    }

    private (int Place, int Merged) BestPair(List<int> ids)
    {
        (int Place, int Merged) best = (-1, -1);
        for (int place = 0; place < ids.Count - 1; place++)
        {
            byte[] joined = [.. _pieces[ids[place]].Bytes, .. _pieces[ids[place + 1]].Bytes];
            if (_ids.TryGetValue(Key(joined), out int merged) && (best.Place < 0 || _pieces[merged].Score > _pieces[best.Merged].Score))
            {
                best = (place, merged);
            }
        }

        return best;
    }

    private static string Key(byte[] bytes) => Encoding.Latin1.GetString(bytes);
}
