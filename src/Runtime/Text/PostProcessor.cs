using System.Runtime.InteropServices;

namespace Etch.Text;

/// <summary>One part of a template: special tokens, or the place of a sequence.</summary>
/// <param name="Sequence">0 for the first text, 1 for the second, −1 for special tokens.</param>
/// <param name="Ids">The ids of special tokens.</param>
/// <param name="Segment">The segment (type id) of what stands here.</param>
internal readonly record struct TemplatePart(int Sequence, int[] Ids, int Segment)
{
    public static TemplatePart First(int segment) => new(0, [], segment);

    public static TemplatePart Second(int segment) => new(1, [], segment);

    public static TemplatePart Special(int id, int segment) => new(-1, [id], segment);
}

/// <summary>Puts the special tokens around one text and around a pair.</summary>
internal sealed class PostProcessor(TemplatePart[] single, TemplatePart[] pair)
{
    /// <summary>No special tokens; the second text is segment 1.</summary>
    public static PostProcessor None { get; } = new([TemplatePart.First(0)], [TemplatePart.First(0), TemplatePart.Second(1)]);

    /// <summary>[CLS] first [SEP] second [SEP].</summary>
    public static PostProcessor Bert(int cls, int sep) => new(
        [TemplatePart.Special(cls, 0), TemplatePart.First(0), TemplatePart.Special(sep, 0)],
        [TemplatePart.Special(cls, 0), TemplatePart.First(0), TemplatePart.Special(sep, 0), TemplatePart.Second(1), TemplatePart.Special(sep, 1)]);

    /// <summary>&lt;s> first &lt;/s> &lt;/s> second &lt;/s>, all of one segment.</summary>
    public static PostProcessor Roberta(int cls, int sep) => new(
        [TemplatePart.Special(cls, 0), TemplatePart.First(0), TemplatePart.Special(sep, 0)],
        [
            TemplatePart.Special(cls, 0), TemplatePart.First(0), TemplatePart.Special(sep, 0),
            TemplatePart.Special(sep, 0), TemplatePart.Second(0), TemplatePart.Special(sep, 0),
        ]);

    /// <summary>How many special tokens go around one text.</summary>
    public int SpecialCount => single.Sum(part => part.Ids.Length);

    /// <summary>The ids of one text, into a destination that is long enough.</summary>
    public void WriteSingle(ReadOnlySpan<int> ids, bool addSpecialTokens, Span<int> destination)
    {
        foreach (TemplatePart part in single)
        {
            ReadOnlySpan<int> source = part.Sequence == 0 ? ids : addSpecialTokens ? part.Ids : [];
            source.CopyTo(destination);
            destination = destination[source.Length..];
        }
    }

    /// <summary>The ids and segments of two texts.</summary>
    public Encoding Pair(ReadOnlySpan<int> first, ReadOnlySpan<int> second, bool addSpecialTokens)
    {
        List<int> ids = [];
        List<int> segments = [];
        foreach (TemplatePart part in pair)
        {
            ids.AddRange(part.Sequence == 0 ? first : part.Sequence == 1 ? second : addSpecialTokens ? part.Ids : []);
            int mark = segments.Count;
            CollectionsMarshal.SetCount(segments, ids.Count);
            CollectionsMarshal.AsSpan(segments)[mark..].Fill(part.Segment);
        }
        return new Encoding([.. ids], [.. segments]);
    }
}
