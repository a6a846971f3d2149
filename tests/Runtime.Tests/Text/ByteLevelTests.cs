using System.Text.Json.Nodes;
using Etch.Text;

namespace Etch.Runtime.Tests.Text;

public sealed class ByteLevelTests
{
    [Theory]
    [InlineData("Hello world", "Hello| world")]
    [InlineData("a  b   c", "a| | b|  | c")]
    [InlineData("end  ", "end|  ")]
    [InlineData("a \n b", "a| \n| b")]
    [InlineData("\n\nx", "\n|\n|x")]
    [InlineData("I've don't we'll 'tis", "I|'ve| don|'t| we|'ll| '|tis")]
    [InlineData("I'VE x'", "I|'|VE| x|'")]
    [InlineData("'s's", "'s|'s")]
    [InlineData("abc123 45!? $", "abc|123| 45|!?| $")]
    [InlineData(" ", " ")]
    [InlineData("x \u00A0y", "x| |\u00A0|y")]
    [InlineData("½²Ⅷ٣ é你 🦙x", "½²Ⅷ٣| é你| 🦙|x")]
    [InlineData("e\u0301", "e|\u0301")]
    public void SplitsAsThePatternOfGpt2(string text, string pieces) => Assert.Equal(pieces.Split('|'), Pieces(text));

    [Fact]
    public void EarlierMergesComeFirst()
    {
        // "abc": (b c) is merge 0, so a|bc; (a b) never happens. "abab": ab|ab, then the pair.
        Tokenizer tokenizer = Samples.Build(Samples.BytePair("b c", "a b", "ab ab"));
        Assert.Equal(['a', 256], tokenizer.Encode("abc"));
        Assert.Equal([258], tokenizer.Encode("abab"));
        Assert.Equal([258, 257], tokenizer.Encode("ababab"));
    }

    [Fact]
    public void OfEqualMergesTheLeftmostComesFirst() =>
        Assert.Equal([256, 'a'], Samples.Build(Samples.BytePair("a a")).Encode("aaa"));

    [Fact]
    public void MergesMayBeArrays()
    {
        JsonObject file = Samples.BytePair("a b").WithModel("merges", Samples.Json("""[["a", "b"]]"""));
        Assert.Equal([256], Samples.Build(file).Encode("ab"));
    }

    [Fact]
    public void BytesAreSpelledInTheAlphabet()
    {
        // Blank is byte 0x20: 33 bytes that are not printable come at or before it, so its letter is U+0120.
        Tokenizer tokenizer = Samples.Build(Samples.BytePair("Ġ t", "Ã ©"));
        Assert.Equal(['x', 256], tokenizer.Encode("x t"));
        Assert.Equal([257], tokenizer.Encode("é"));
        Assert.Equal([0xF0, 0x9F, 0xA6, 0x99], tokenizer.Encode("🦙"));
        Assert.Equal("Ġt", tokenizer.GetToken(256));
        Assert.Equal("x té", tokenizer.Decode(['x', 256, 257]));
    }

    [Fact]
    public void PrefixSpaceGoesBeforeATextWithoutOne()
    {
        JsonObject file = Samples.BytePair("Ġ a").With("pre_tokenizer", Samples.Json("""{"type": "ByteLevel", "add_prefix_space": true, "trim_offsets": true}"""));
        Tokenizer tokenizer = Samples.Build(file);
        Assert.Equal([256], tokenizer.Encode("a"));
        Assert.Equal([256], tokenizer.Encode(" a"));
        Assert.Equal([' ', '\n'], tokenizer.Encode("\n"));
        Assert.Empty(tokenizer.Encode(""));
    }

    [Fact]
    public void WithoutThePatternAWordIsTheWholeText()
    {
        JsonObject file = Samples.BytePair("a Ġ").With("pre_tokenizer", Samples.Json("""{"type": "ByteLevel", "add_prefix_space": false, "trim_offsets": true, "use_regex": false}"""));
        Assert.Equal([256, 'b'], Samples.Build(file).Encode("a b"));
        Assert.Equal(['a', ' ', 'b'], Samples.Build(Samples.BytePair("a Ġ")).Encode("a b"));
    }

    [Fact]
    public void WholeWordsWinWhereMergesAreIgnored()
    {
        // No merge order reaches "abc" from a|bc, but it is a piece.
        JsonObject file = Samples.BytePair("b c", "a b", "ab c");
        Assert.Equal(['a', 256], Samples.Build(file).Encode("abc"));
        Assert.Equal([258], Samples.Build(file.WithModel("ignore_merges", true)).Encode("abc"));
    }

    [Theory]
    [InlineData(null, false, new[] { 0, 1 })]
    [InlineData("u", false, new[] { 0, 2, 2, 1 })]
    [InlineData("u", true, new[] { 0, 2, 1 })]
    public void AByteWithoutAPieceIsUnknownOrLeftOut(string? unknown, bool fuse, int[] expected)
    {
        JsonObject file = Samples.BytePair()
            .WithModel("vocab", Samples.Json("""{"a": 0, "b": 1, "u": 2}"""))
            .WithModel("unk_token", unknown)
            .WithModel("fuse_unk", fuse);
        Assert.Equal(expected, Samples.Build(file).Encode("axyb"));
    }

    [Fact]
    public void DecodingReplacesWhatIsNoUtf8()
    {
        Tokenizer tokenizer = Samples.Build(Samples.BytePair());
        // Two bytes of a three-byte character are one maximal subpart, a continuation alone is another.
        Assert.Equal("a\uFFFDb\uFFFD", tokenizer.Decode(['a', 0xE4, 0xBD, 'b', 0xA0]));
        Assert.Equal("", tokenizer.Decode([]));
        Assert.Equal("a", tokenizer.Decode([300, 'a', 1_000_000]));
        Assert.Throws<ArgumentOutOfRangeException>(() => tokenizer.Decode([-1]));
    }

    [Fact]
    public void ATextThatIsLongerThanItsRoomIsRefused()
    {
        Tokenizer tokenizer = Samples.Build(Samples.BytePair());
        int[] room = new int[4];
        Assert.Equal(3, tokenizer.Encode("abc", room));
        Assert.Equal(['a', 'b', 'c', 0], room);
        ArgumentException error = Assert.Throws<ArgumentException>(() => tokenizer.Encode("abcde", room));
        Assert.Contains("5 ids", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void AWarmTokenizerTakesNoMemory()
    {
        Tokenizer tokenizer = Samples.Build(Samples.BytePair("a b", "Ġ ab"));
        int[] room = new int[64];
        int count = tokenizer.Encode("abba ab, 'tis abab", room);
        // Twice: the second is the first to take the path of known words, whose code the runtime then makes ready.
        _ = tokenizer.Encode("abba ab, 'tis abab", room);
        long before = GC.GetAllocatedBytesForCurrentThread();
        int again = tokenizer.Encode("abba ab, 'tis abab", room);
        long taken = GC.GetAllocatedBytesForCurrentThread() - before;
        Assert.Equal(0, taken);
        Assert.Equal(count, again);
    }

    private static List<string> Pieces(string text)
    {
        ByteLevelSplit split = new(addPrefixSpace: false, useRegex: true);
        List<string> pieces = [];
        int position = 0;
        while (position < text.Length)
        {
            pieces.Add(split.Next(text, ref position).ToString());
        }
        return pieces;
    }
}
