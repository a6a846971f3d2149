using System.Diagnostics;
using System.Text;
using System.Text.Json.Nodes;
using Etch.Text;

namespace Etch.Runtime.Tests.Text;

/// <summary>Any string goes through each tokenizer, in time about linear in its length.</summary>
public sealed class HostileTextTests
{
    private const int Million = 1 << 20;

    // A quadratic step over a million characters takes 10^12 operations, hours; this bound leaves a slow, busy machine ample room.
    private static readonly TimeSpan s_bound = TimeSpan.FromSeconds(30);

    public static TheoryData<string> Texts =>
    [
        "lone surrogates", "nul", "letters", "letters of two bytes", "blanks", "line ends", "apostrophes", "marks", "emoji", "added tokens", "half of one", "words", "noise",
    ];

    [Theory]
    [MemberData(nameof(Texts))]
    public void EveryTokenizerTakesIt(string name)
    {
        string text = Text(name);
        foreach (Tokenizer tokenizer in Tokenizers())
        {
            long start = Stopwatch.GetTimestamp();
            int[] ids = tokenizer.Encode(text);
            string decoded = tokenizer.Decode(ids);
            Assert.True(Stopwatch.GetElapsedTime(start) < s_bound, $"{name} took {Stopwatch.GetElapsedTime(start)}");
            Assert.NotEmpty(ids);
            Assert.True(ids.Min() >= 0 && ids.Max() < tokenizer.VocabularySize);
            Assert.Equal(WellFormed(decoded), decoded);
        }
    }

    [Theory]
    [MemberData(nameof(Texts))]
    public void BytesComeBack(string name)
    {
        string text = Text(name);
        Tokenizer tokenizer = Samples.Build(BytePair());
        // A lone surrogate is read as U+FFFD; everything else must come back as it was.
        Assert.Equal(WellFormed(text), tokenizer.Decode(tokenizer.Encode(text), skipSpecialTokens: false));
    }

    [Fact]
    public void OneLongWordIsMergedAsShortOnesAre()
    {
        // 2^20 letters a: pairs, pairs of pairs, … up to sixteen a piece.
        int[] ids = Samples.Build(BytePair()).Encode(new string('a', Million));
        Assert.Equal(Million / 16, ids.Length);
        Assert.All(ids, id => Assert.Equal(259, id));
    }

    [Fact]
    public void ManyThreadsGetTheSameIds()
    {
        Tokenizer tokenizer = Samples.Build(BytePair());
        string[] texts = [.. Enumerable.Range(0, 64).Select(seed => Noise(seed, 500))];
        int[][] expected = [.. texts.Select(text => Samples.Build(BytePair()).Encode(text))];
        Parallel.For(0, 64 * 16, i => Assert.Equal(expected[i % 64], tokenizer.Encode(texts[i % 64])));
    }

    private static string Text(string name) => name switch
    {
        "lone surrogates" => string.Concat(Enumerable.Repeat("a\uD800b\uDC00\uDFFF \uDBFF", 1000)),
        "nul" => new string('\0', Million),
        "letters" => new string('a', Million),
        "letters of two bytes" => new string('é', Million),
        "blanks" => new string(' ', Million),
        "line ends" => string.Concat(Enumerable.Repeat("\r\n", Million / 2)),
        "apostrophes" => new string('\'', Million),
        "marks" => "e" + string.Concat(Enumerable.Repeat("\u0301\u0316\u0345\u0327", 2500)),
        "emoji" => string.Concat(Enumerable.Repeat("👨\u200D👩\u200D👧", Million / 8)),
        "added tokens" => string.Concat(Enumerable.Repeat("<x> ", Million / 4)),
        "half of one" => string.Concat(Enumerable.Repeat("<x", Million / 2)),
        "words" => string.Concat(Enumerable.Repeat("it's a word, ", Million / 13)),
        _ => Noise(3, 100_000),
    };

    private static string Noise(int seed, int length)
    {
        Random random = new(seed);
        return string.Create(length, random, static (text, random) =>
        {
            foreach (ref char unit in text)
            {
                unit = random.Next(3) == 0 ? (char)random.Next(char.MaxValue + 1) : (char)random.Next(128);
            }
        });
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

    private static JsonObject BytePair() => Samples.BytePair("a a", "aa aa", "aaaa aaaa", "aaaaaaaa aaaaaaaa", "Ã ©", "Ġ Ġ", "' '", "i t", "Ġ w")
        .With("added_tokens", new JsonArray(Samples.Added(300, "<x>", special: false)));

    private static IEnumerable<Tokenizer> Tokenizers()
    {
        string forms = """{"type": "Sequence", "normalizers": [{"type": "NFD"}, {"type": "NFC"}, {"type": "NFKD"}, {"type": "NFKC"}, {"type": "StripAccents"}, {"type": "Lowercase"}]}""";
        JsonArray strippers = [Samples.Added(300, "<x>", left: true, right: true), Samples.Added(301, " ", right: true, singleWord: true)];
        yield return Samples.Build(BytePair());
        yield return Samples.Build(BytePair().With("added_tokens", strippers));
        yield return Samples.Build(BytePair().With("normalizer", Samples.Json(forms)).With("post_processor", Samples.Json(
            """{"type": "BertProcessing", "sep": ["a", 97], "cls": ["b", 98]}""")));
        string[] pieces = ["[UNK]", "a", "##a", "e", "'", "<", ">", "x", "word", "\0"];
        JsonObject bert = Samples.WordPiece(Samples.Bert(clean: true, chinese: true, accents: true, lowercase: true), pieces)
            .With("post_processor", Samples.Json("""{"type": "BertProcessing", "sep": ["e", 3], "cls": ["a", 1]}"""));
        yield return Samples.Build(bert);
        yield return Samples.Build(bert.WithModel("max_input_chars_per_word", 2 * Million));
        yield return Samples.Build(Samples.Characters("a é'"));
    }
}
