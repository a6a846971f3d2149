using System.Globalization;
using System.Text;
using Etch.Fuzz.Files;
using Etch.Text;
using Encoding = System.Text.Encoding;

namespace Etch.Fuzz.Tests;

/// <summary>Any text through the published tokenizers, and through small ones with the steps that those lack.</summary>
public sealed class TextTests
{
    // Both beyond the length up to which a tokenizer keeps its buffers, so that both take new ones.
    private const int Short = 100_000, Factor = 8, Most = 4 * Factor;

    private static readonly (string Name, Tokenizer Tokenizer)[] s_tokenizers =
    [
        .. SeedFiles.Named("tokenizer.json").Select((file, number) => ($"published {number}", Tokenizer.Parse(file))),
        ("small pairs", Tokenizer.Parse(Encoding.UTF8.GetBytes(SmallTokenizers.BytePair))),
        ("small pieces", Tokenizer.Parse(Encoding.UTF8.GetBytes(SmallTokenizers.WordPiece))),
        ("long pieces", Tokenizer.Parse(Encoding.UTF8.GetBytes(SmallTokenizers.WordPiece.Replace("_word\":100", "_word\":2000000000", StringComparison.Ordinal)))),
    ];

    public static TheoryData<string> Texts => ["a", "e\u0301\u0316\u0345\u0327", "\u0301", " ", "\0", "\uD800", "\r\n", "<x>", "<", "' ", "it's a word, ", "漢", "\uD83D\uDE00", "[CLS]", "ab", "\u1100\u1161", "[UNK", "##a"];

    /// <summary>
    /// Eight times the text may take at most 32 times the processor's time: linear steps take 8, sorting steps a little more, quadratic ones 64. The
    /// clock is this process's own, in which no other test runs, so that it stands while other processes have the cores; both are the best of several rounds.
    /// </summary>
    [Theory]
    [MemberData(nameof(Texts))]
    public void TimeIsLinear(string unit)
    {
        string text = string.Concat(Enumerable.Repeat(unit, Short / unit.Length)), longer = string.Concat(Enumerable.Repeat(text, Factor));
        foreach ((string name, Tokenizer tokenizer) in s_tokenizers)
        {
            double once = double.MaxValue, more = double.MaxValue;
            for (int round = 0; round < 10 && (round < 1 || more > Most * once); round++)
            {
                once = Math.Min(once, Seconds(tokenizer, text));
                more = Math.Min(more, Seconds(tokenizer, longer));
            }

            Assert.True(more <= Most * once, string.Create(CultureInfo.InvariantCulture, $"{name}: {longer.Length} chars took {more / once:F1} times as long as {text.Length}"));
        }
    }

    /// <summary>A megabyte of one letter and ten thousand marks: ids within the vocabulary, and the text back where it is promised.</summary>
    [Theory]
    [InlineData("", "a", 1 << 20)]
    [InlineData("e", "\u0301", 10_000)]
    [InlineData("e", "\u0345\u0327\u0316", 10_000)]
    [InlineData("", "\uDC00\uD800", 10_000)]
    [InlineData("", "\0", 100_000)]
    public void LongTextsGoThrough(string begin, string unit, int count)
    {
        string text = begin + string.Concat(Enumerable.Repeat(unit, count));
        foreach ((string name, Tokenizer tokenizer) in s_tokenizers)
        {
            int[] ids = tokenizer.Encode(text);
            Assert.All(ids.Distinct(), id => Assert.InRange(id, 0, tokenizer.VocabularySize - 1));
            string back = tokenizer.Decode(ids, skipSpecialTokens: false);
            // A byte-level tokenizer without normalisation promises every byte back.
            Assert.True(name != Shakespeare || back == WellFormed(text), name);
        }
    }

    [Fact]
    public void TheByteLevelTokenizerIsOneOfThem() => Assert.Equal("é \0\n漢 ROMEO", s_tokenizers.Single(entry => entry.Name == Shakespeare).Tokenizer is { } tokenizer ? tokenizer.Decode(tokenizer.Encode("é \0\n漢 ROMEO")) : "");

    private static string Shakespeare { get; } = s_tokenizers.First(entry => entry.Tokenizer.TryGetId("ĠROMEO", out _) || entry.Tokenizer.TryGetId("ROMEO", out _)).Name;

    /// <summary>The time of one call, of as many as the coarsest of the systems' clocks (64 ticks a second) needs.</summary>
    private static double Seconds(Tokenizer tokenizer, string text)
    {
        TimeSpan start = Environment.CpuUsage.TotalTime, taken;
        int calls = 0;
        do
        {
            _ = tokenizer.Decode(tokenizer.Encode(text));
            calls++;
            taken = Environment.CpuUsage.TotalTime - start;
        }
        while (taken < TimeSpan.FromMilliseconds(60));
        return taken.TotalSeconds / calls;
    }

    private static string WellFormed(string text)
    {
        StringBuilder result = new();
        foreach (Rune rune in text.EnumerateRunes())
        {
            result.Append(rune);
        }

        return result.ToString();
    }
}
