using System.Runtime.InteropServices;
using System.Text;
using Etch.Reference;
using Etch.Text;
using Encoding = System.Text.Encoding;

namespace Etch.Fuzz.Files;

/// <summary>Any string of chars through each tokenizer, from memory that ends at a forbidden page into memory that does.</summary>
internal sealed class TextTarget : Target
{
    private static readonly Tokenizer[] s_tokenizers =
        [.. SeedFiles.Named("tokenizer.json").Select(file => Tokenizer.Parse(file)), Tokenizer.Parse(Encoding.UTF8.GetBytes(SmallTokenizers.BytePair)), Tokenizer.Parse(Encoding.UTF8.GetBytes(SmallTokenizers.WordPiece))];

    private readonly GuardedBuffer? _text = GuardedBuffer.IsSupported ? new GuardedBuffer(1 << 20) : null;
    private readonly GuardedBuffer? _ids = GuardedBuffer.IsSupported ? new GuardedBuffer(4 << 20) : null;

    public override string Name => "text";

    public override IReadOnlyList<byte[]> Seeds { get; } =
    [
        .. new[]
        {
            "ROMEO:\nBut, soft! what light through yonder window breaks?\r\n\r\n", "it's we've I'LL don't  a   \t\u00A0\u2003x", "aaaa<x><s> <x> <s>[CLS][MASK] [SEP]<|endoftext|>",
            "Ünïcödé é\u0301\u0316\u0345\u0327 ＡＢＣ ﬁ ½ ǅ İ ß Σς", "漢字 かな カナ 한글 각 \u1100\u1161\u11A8 \u0E33 \u0F43", "\uD83D\uDE00\uD83D\uDC68\u200D\uD83D\uDC69\u200D\uD83D\uDC67 \uD800 \uDC00\uD800 \uDBFF\uDFFF\uFFFE\uFFFF",
            "\0\u0001\u001F\u007F\u0085\u00AD\u200B\u200E\u202E\u2028\u2029\uFEFF\uFFFD", "0123456789 ٣٤٥ 1,000.50 §$%&/()=?`´", "e" + string.Concat(Enumerable.Repeat("\u0301\u0316\u0345\u0327", 100)),
        }.Select(Bytes),
    ];

    public override string Place => "";

    public override bool Expects(Exception exception) => false;

    public override void Read(byte[] mutant)
    {
        ReadOnlySpan<char> text = MemoryMarshal.Cast<byte, char>(mutant);
        text = _text is null ? text : _text.Copy(text);
        foreach (Tokenizer tokenizer in s_tokenizers)
        {
            int[] ids = tokenizer.Encode(text.ToString());
            Check(ids.All(id => (uint)id < (uint)tokenizer.VocabularySize), "an id outside of the vocabulary");
            Span<int> room = _ids is null ? new int[ids.Length] : _ids.Last<int>(ids.Length);
            Check(tokenizer.Encode(text, room) == ids.Length && room.SequenceEqual(ids), "other ids into a span");
            string whole = tokenizer.Decode(ids, skipSpecialTokens: false);
            TokenStream stream = tokenizer.CreateStream(skipSpecialTokens: false);
            Check(string.Concat(ids.Select(stream.Append)) + stream.Flush() == whole, "another text from a stream");
            Check(tokenizer != s_tokenizers[s_bytes] || whole == WellFormed(text), "another text back");
        }
    }

    protected override byte[] Structured(int seed, Random random) => [.. Seeds[random.Next(Seeds.Count)], .. Noise(random), .. Seeds[seed]];

    // Shakespeare's: every byte has a piece and nothing is normalised, so it promises the text back.
    private static readonly int s_bytes = Array.FindIndex(s_tokenizers, tokenizer => tokenizer.Decode(tokenizer.Encode("é \0\n漢")) == "é \0\n漢");

    private static byte[] Noise(Random random)
    {
        char[] chars = new char[random.Next(200)];
        int kind = random.Next(3);
        foreach (ref char unit in chars.AsSpan())
        {
            unit = (char)(kind switch { 0 => random.Next(128), 1 => random.Next(0xD7F0, 0xE010), _ => random.Next(0x10000) });
        }

        return Bytes(new string(chars));
    }

    private static byte[] Bytes(string text) => MemoryMarshal.AsBytes(text.AsSpan()).ToArray();

    private static string WellFormed(ReadOnlySpan<char> text)
    {
        StringBuilder result = new();
        foreach (Rune rune in text.EnumerateRunes())
        {
            result.Append(rune);
        }

        return result.ToString();
    }

    private static void Check(bool holds, string otherwise)
    {
        if (!holds)
        {
            throw new FindingException(otherwise);
        }
    }
}
