using System.Text.Json.Nodes;
using Etch.Text;

namespace Etch.Runtime.Tests.Text;

public sealed class WordPieceTests
{
    private static readonly string[] s_pieces = ["[UNK]", "un", "##aff", "##able", "##a", "a", "b", "##b", ",", "'", "##ff"];

    [Theory]
    [InlineData("unaffable", new[] { 1, 2, 3 })]
    [InlineData("una", new[] { 1, 4 })]
    [InlineData("unx", new[] { 0 })]
    [InlineData("ab ba", new[] { 5, 7, 6, 4 })]
    [InlineData("ff", new[] { 0 })]
    [InlineData("a,b'", new[] { 5, 8, 6, 9 })]
    [InlineData("a\u3000b", new[] { 5, 6 })]
    [InlineData("  ", new int[0])]
    public void TakesTheLongestPieceFirst(string text, int[] expected) =>
        Assert.Equal(expected, Samples.Build(Samples.WordPiece("null", s_pieces)).Encode(text));

    [Fact]
    public void WordsOfTooManyCharactersAreUnknown()
    {
        JsonObject file = Samples.WordPiece("null", "[UNK]", "🦙", "##🦙").WithModel("max_input_chars_per_word", 3);
        Tokenizer tokenizer = Samples.Build(file);
        // Three characters are six UTF-16 units: characters count.
        Assert.Equal([1, 2, 2], tokenizer.Encode("🦙🦙🦙"));
        Assert.Equal([0], tokenizer.Encode("🦙🦙🦙🦙"));
    }

    [Fact]
    public void EverySymbolOfAsciiParts()
    {
        Tokenizer tokenizer = Samples.Build(Samples.WordPiece("null", "[UNK]", "a", "$", "+", "_", "€"));
        Assert.Equal([1, 2, 1, 3, 1, 4, 1], tokenizer.Encode("a$a+a_a"));
        // The euro sign is a symbol, not punctuation: it stays in its word.
        Assert.Equal([0], tokenizer.Encode("a€a"));
    }

    [Fact]
    public void CleaningDropsControlsAndLevelsWhiteSpace()
    {
        Tokenizer tokenizer = Samples.Build(Samples.WordPiece(Samples.Bert(clean: true), "[UNK]", "ab", "a", "b"));
        Assert.Equal([1], tokenizer.Encode("a\0b"));
        Assert.Equal([1], tokenizer.Encode("a\u200B\uFFFDb"));
        // Form feed and next line are white space, but controls first.
        Assert.Equal([1], tokenizer.Encode("a\f\u0085b"));
        Assert.Equal([2, 3], tokenizer.Encode("a\tb"));
        Assert.Equal([2, 3], tokenizer.Encode("a\u2028b"));
    }

    [Fact]
    public void ChineseCharactersAreWordsIfAskedFor()
    {
        string[] pieces = ["[UNK]", "你", "好", "a", "你好", "か"];
        Assert.Equal([3, 1, 2], Samples.Build(Samples.WordPiece(Samples.Bert(chinese: true), pieces)).Encode("a你好"));
        Assert.Equal([4], Samples.Build(Samples.WordPiece(Samples.Bert(), pieces)).Encode("你好"));
        Assert.Equal([0], Samples.Build(Samples.WordPiece(Samples.Bert(chinese: true), pieces)).Encode("かか"));
    }

    [Theory]
    [InlineData(true, null, "É", 1)]
    [InlineData(true, true, "É", 1)]
    [InlineData(true, false, "É", 2)]
    [InlineData(false, null, "é", 2)]
    [InlineData(false, true, "é", 1)]
    [InlineData(false, true, "e\u0301", 1)]
    [InlineData(true, false, "e\u0301", 0)]
    public void AccentsGoByThemselvesOrWithTheCase(bool lowercase, bool? accents, string text, int expected) =>
        Assert.Equal([expected], Samples.Build(Samples.WordPiece(Samples.Bert(accents: accents, lowercase: lowercase), "[UNK]", "e", "é")).Encode(text));

    [Theory]
    [InlineData("ÀΩЖ", "àωж")]
    [InlineData("ΑΣ", "ας", false)]
    [InlineData("ΑΣ", "ασ")]
    [InlineData("İ", "i\u0307")]
    [InlineData("ẞ", "ß")]
    [InlineData("𐐀", "𐐨")]
    [InlineData("ǅ", "ǆ")]
    public void LowercaseIsOfAllOfUnicodeCharacterByCharacter(string text, string lower, bool equal = true)
    {
        int id = Samples.Build(Samples.WordPiece("""{"type": "Lowercase"}""", "[UNK]", lower)).Encode(text)[0];
        Assert.Equal(equal ? 1 : 0, id);
    }

    [Fact]
    public void NormalizersOfASequenceFollowOneAnother()
    {
        string sequence = """{"type": "Sequence", "normalizers": [{"type": "NFKD"}, {"type": "StripAccents"}, {"type": "Lowercase"}]}""";
        Tokenizer tokenizer = Samples.Build(Samples.WordPiece(sequence, "[UNK]", "efi"));
        Assert.Equal([1], tokenizer.Encode("Éﬁ"));
    }

    [Fact]
    public void PreTokenizersOfASequenceSplitWhatIsLeft()
    {
        JsonObject file = Samples.WordPiece("null", "[UNK]", "a", "b").With("pre_tokenizer", Samples.Json(
            """{"type": "Sequence", "pretokenizers": [{"type": "BertPreTokenizer"}, {"type": "Split", "pattern": {"Regex": "[\\s\\S]"}, "behavior": "Isolated", "invert": false}]}"""));
        Assert.Equal([1, 2, 2], Samples.Build(file).Encode("ab b"));
    }

    [Theory]
    [InlineData(true, "unaffable, a ' b")]
    [InlineData(false, "unaffable , a ' b")]
    public void DecodingJoinsPiecesAndTidiesUp(bool cleanup, string expected)
    {
        // Token by token: " ," loses its blank, but " ' " is never one token.
        JsonObject file = Samples.WordPiece("null", s_pieces).With("decoder", new JsonObject { ["type"] = "WordPiece", ["prefix"] = "##", ["cleanup"] = cleanup });
        Assert.Equal(expected, Samples.Build(file).Decode([1, 2, 3, 8, 5, 9, 6]));
    }

    [Fact]
    public void DecodingKeepsThePrefixOfTheFirstPiece() =>
        Assert.Equal("##affable a", Samples.Build(Samples.WordPiece("null", s_pieces)).Decode([2, 3, 5]));

    [Theory]
    [InlineData("n't", "an't")]
    [InlineData("'m", "a'm")]
    [InlineData("'s", "a's")]
    [InlineData("'ve", "a've")]
    [InlineData("'re", "a're")]
    [InlineData("?", "a?")]
    [InlineData("!", "a!")]
    [InlineData(".", "a.")]
    [InlineData("do not", "a don't")]
    public void EveryCleanupOfTheReference(string piece, string expected) =>
        Assert.Equal(expected, Samples.Build(Samples.WordPiece("null", "[UNK]", "a", piece)).Decode([1, 2]));

    [Fact]
    public void WithoutADecoderTokensStandApart() =>
        Assert.Equal("un ##aff a", Samples.Build(Samples.WordPiece("null", s_pieces).With("decoder", null)).Decode([1, 2, 5]));
}
