using System.Runtime.InteropServices;

namespace Etch.Text;

/// <summary>The parts of a tokenizer in the order a text meets them.</summary>
internal sealed record Pipeline(
    Vocabulary Vocabulary,
    AddedTokens ExactTokens,
    Normalizer[] Normalizers,
    AddedTokens NormalizedTokens,
    PreTokenizer[] PreTokenizers,
    TokenModel Model,
    PostProcessor PostProcessor,
    TokenDecoder Decoder);

/// <summary>A tokenizer made of the parts that a file names.</summary>
internal sealed class PipelineTokenizer(Pipeline pipeline) : Tokenizer
{
    private readonly int _specialCount = pipeline.PostProcessor.SpecialCount;
    private EncodeScratch? _idle;

    public override int VocabularySize => pipeline.Vocabulary.Size;

    public override int[] Encode(string text, bool addSpecialTokens = true, int maximumLength = int.MaxValue)
    {
        ArgumentNullException.ThrowIfNull(text);
        int specials = addSpecialTokens ? _specialCount : 0;
        ArgumentOutOfRangeException.ThrowIfLessThan(maximumLength, specials);
        EncodeScratch scratch = Tokenize(text);
        int taken = Math.Min(scratch.Ids.Count, maximumLength - specials);
        int[] ids = new int[taken + specials];
        pipeline.PostProcessor.WriteSingle(CollectionsMarshal.AsSpan(scratch.Ids)[..taken], addSpecialTokens, ids);
        Return(scratch);
        return ids;
    }

    public override int Encode(ReadOnlySpan<char> text, Span<int> destination, bool addSpecialTokens = true)
    {
        EncodeScratch scratch = Tokenize(text);
        int count = scratch.Ids.Count + (addSpecialTokens ? _specialCount : 0);
        if (count <= destination.Length)
        {
            pipeline.PostProcessor.WriteSingle(CollectionsMarshal.AsSpan(scratch.Ids), addSpecialTokens, destination);
        }
        Return(scratch);
        return count <= destination.Length ? count : throw new ArgumentException(
            $"Expected room for the {count} ids of the text, found room for {destination.Length}. Pass a longer span, or cut the text.", nameof(destination));
    }

    public override Encoding EncodePair(string first, string second, bool addSpecialTokens = true)
    {
        ArgumentNullException.ThrowIfNull(first);
        ArgumentNullException.ThrowIfNull(second);
        return pipeline.PostProcessor.Pair(Encode(first, addSpecialTokens: false), Encode(second, addSpecialTokens: false), addSpecialTokens);
    }

    public override string Decode(ReadOnlySpan<int> ids, bool skipSpecialTokens = true)
    {
        TokenStream stream = CreateStream(skipSpecialTokens);
        foreach (int id in ids)
        {
            stream.Add(id);
        }
        return stream.Flush();
    }

    public override TokenStream CreateStream(bool skipSpecialTokens = true) => new(pipeline.Vocabulary, pipeline.Decoder, skipSpecialTokens);

    public override bool TryGetId(string token, out int id) => pipeline.Vocabulary.TryGetId(token, out id);

    public override string GetToken(int id) => pipeline.Vocabulary.Find(id) ?? throw new ArgumentOutOfRangeException(
        nameof(id), id, $"Expected the id of a token: from 0 to {VocabularySize - 1}, and one that the file uses.");

    public override bool IsSpecial(int id) => pipeline.Vocabulary.IsSpecial(id);

    // Ids and words only: what special tokens go around them is the post-processor's business.
    private EncodeScratch Tokenize(ReadOnlySpan<char> text)
    {
        EncodeScratch scratch = Interlocked.Exchange(ref _idle, null) ?? new EncodeScratch();
        scratch.Ids.Clear();
        AddedTokens.Splitter splitter = pipeline.ExactTokens.Split(Characters.WellFormed(text, scratch.WellFormed));
        while (splitter.Next(out ReadOnlySpan<char> between, out int id))
        {
            if (!between.IsEmpty)
            {
                AppendText(between, scratch);
            }
            if (id >= 0)
            {
                scratch.Ids.Add(id);
            }
        }
        return scratch;
    }

    private void Return(EncodeScratch scratch) => _idle = scratch.IsWorthKeeping ? scratch : _idle;

    private void AppendText(ReadOnlySpan<char> text, EncodeScratch scratch)
    {
        AddedTokens.Splitter splitter = pipeline.NormalizedTokens.Split(pipeline.Normalizers.Apply(text, scratch));
        while (splitter.Next(out ReadOnlySpan<char> between, out int id))
        {
            if (!between.IsEmpty)
            {
                AppendPieces(between, 0, scratch);
            }
            if (id >= 0)
            {
                scratch.Ids.Add(id);
            }
        }
    }

    private void AppendPieces(ReadOnlySpan<char> text, int step, EncodeScratch scratch)
    {
        if (step == pipeline.PreTokenizers.Length)
        {
            pipeline.Model.Append(text, scratch);
            return;
        }
        PreTokenizer preTokenizer = pipeline.PreTokenizers[step];
        text = WithPrefix(preTokenizer.Prefix(text), text, scratch);
        int position = 0;
        for (ReadOnlySpan<char> piece = preTokenizer.Next(text, ref position); !piece.IsEmpty; piece = preTokenizer.Next(text, ref position))
        {
            AppendPieces(piece, step + 1, scratch);
        }
    }

    // One buffer is enough: only ByteLevel has a prefix, and the reader takes it in the last place alone.
    private static ReadOnlySpan<char> WithPrefix(string prefix, ReadOnlySpan<char> text, EncodeScratch scratch)
    {
        if (prefix.Length == 0)
        {
            return text;
        }
        scratch.Prefixed.Clear();
        scratch.Prefixed.Append(prefix);
        scratch.Prefixed.Append(text);
        return scratch.Prefixed.Text;
    }
}
