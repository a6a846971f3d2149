using Etch.Reference;
using Etch.Text;
using Encoding = System.Text.Encoding;

namespace Etch.Fuzz.Files;

/// <summary>A tokenizer.json, read from memory that ends at a forbidden page; what is accepted must work.</summary>
internal sealed class TokenizerTarget : Target
{
    private static readonly string[] s_texts = ["", "Hello, world!", "it's  a\ttest\r\n", "é\u0301\u0316 ＡＢ 漢字 \uD83D\uDE00 \uD800", "[CLS] <x> [MASK]", new string('a', 200)];

    private readonly GuardedBuffer? _guarded = GuardedBuffer.IsSupported ? new GuardedBuffer(8 << 20) : null;

    public override string Name => "tokenizer";

    /// <summary>Published files, shortened where they are long, and a small one with every kind of step that they lack.</summary>
    public override IReadOnlyList<byte[]> Seeds { get; } = [.. SeedFiles.Named("tokenizer.json"), Encoding.UTF8.GetBytes(SmallTokenizers.BytePair), Encoding.UTF8.GetBytes(SmallTokenizers.WordPiece)];

    public override string Place => "tokenizer.json";

    public override void Read(byte[] mutant)
    {
        Tokenizer tokenizer = Tokenizer.Parse(_guarded is null ? mutant : _guarded.Copy<byte>(mutant));
        foreach (string text in s_texts)
        {
            int[] ids = tokenizer.Encode(text);
            if (ids.Any(id => (uint)id >= (uint)tokenizer.VocabularySize))
            {
                throw new FindingException($"'{text}' has an id outside of the vocabulary of {tokenizer.VocabularySize}");
            }

            _ = tokenizer.Decode(ids);
            _ = tokenizer.EncodePair(text, "b");
        }
    }
}
