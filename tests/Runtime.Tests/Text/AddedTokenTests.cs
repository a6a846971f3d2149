using System.Text.Json.Nodes;
using Etch.Text;

namespace Etch.Runtime.Tests.Text;

public sealed class AddedTokenTests
{
    private const int Token = 256;

    [Theory]
    [InlineData("a<x>b", new[] { (int)'a', Token, 'b' })]
    [InlineData("<x><x>", new[] { Token, Token })]
    [InlineData("a <x> b", new[] { 'a', ' ', Token, ' ', 'b' })]
    [InlineData("<X><x", new[] { (int)'<', 'X', '>', '<', 'x' })]
    public void IsCutOutOfTheText(string text, int[] expected) =>
        Assert.Equal(expected, Build(Samples.Added(Token, "<x>")).Encode(text, addSpecialTokens: false));

    [Fact]
    public void TheLongestOfTheLeftmostWins()
    {
        Tokenizer tokenizer = Build(Samples.Added(256, "ab"), Samples.Added(257, "abcd"), Samples.Added(258, "bc"));
        Assert.Equal([257], tokenizer.Encode("abcd"));
        Assert.Equal([256, 'c', 'x'], tokenizer.Encode("abcx"));
        Assert.Equal([258, 'd'], tokenizer.Encode("bcd"));
    }

    [Theory]
    [InlineData(" a <x> b", false, false, new[] { ' ', 'a', ' ', Token, ' ', 'b' })]
    [InlineData(" a \t<x> b", true, false, new[] { ' ', 'a', Token, ' ', 'b' })]
    [InlineData("a <x> \nb", false, true, new[] { 'a', ' ', Token, 'b' })]
    [InlineData(" <x> <x> ", true, true, new[] { Token, Token })]
    [InlineData("  <x>  ", true, true, new[] { Token })]
    public void TakesWhiteSpaceBesideIt(string text, bool left, bool right, int[] expected) =>
        Assert.Equal(expected, Build(Samples.Added(Token, "<x>", left: left, right: right)).Encode(text));

    [Theory]
    [InlineData("ab", true)]
    [InlineData("ab.", true)]
    [InlineData("-ab ab", true)]
    [InlineData("ⓧab", false)]
    [InlineData("abc", false)]
    [InlineData("_ab", false)]
    [InlineData("1ab", false)]
    [InlineData("ab\u0301", false)]
    [InlineData("𐐀ab", false)]
    [InlineData("ab\u200D", false)]
    [InlineData("ab½", true)]
    public void ASingleWordHasNoWordCharacterBesideIt(string text, bool found) =>
        Assert.Equal(found, Build(Samples.Added(Token, "ab", singleWord: true)).Encode(text).Contains(Token));

    [Fact]
    public void AWordThatIsPassedOverIsNotSearchedAgain()
    {
        // "aa" at 0 is inside a word; the search goes on behind it, so the "aa" at 1 is never seen.
        Tokenizer tokenizer = Build(Samples.Added(256, "aa", singleWord: true), Samples.Added(257, "ab"));
        Assert.Equal(['a', 'a', 'b'], tokenizer.Encode("aab"));
    }

    [Fact]
    public void ANormalizedTokenIsFoundInNormalizedText()
    {
        JsonObject file = Samples.WordPiece(Samples.Bert(accents: null, lowercase: true), "[UNK]", "a", "[", "]", "day");
        file["added_tokens"] = new JsonArray(Samples.Added(5, "[Day]", normalized: true), Samples.Added(6, "[Raw]"));
        Tokenizer tokenizer = Samples.Build(file);
        Assert.Equal([1, 5, 5], tokenizer.Encode("a[DAY][Dáy]"));
        Assert.Equal([6, 2, 0, 3], tokenizer.Encode("[Raw][raw]"));
    }

    [Fact]
    public void TextBetweenIsSplitByItself()
    {
        // The prefix goes before each stretch, as in the reference.
        JsonObject file = Samples.BytePair().With("pre_tokenizer", Samples.Json("""{"type": "ByteLevel", "add_prefix_space": true, "trim_offsets": true}"""));
        file["added_tokens"] = new JsonArray(Samples.Added(Token, "<x>"));
        Assert.Equal([' ', 'a', Token, ' ', 'b'], Samples.Build(file).Encode("a<x>b"));
    }

    [Fact]
    public void OnlySpecialOnesAreLeftOutOfText()
    {
        Tokenizer tokenizer = Build(Samples.Added(256, "<s>"), Samples.Added(257, "<é z>", special: false));
        Assert.Equal("a<é z>b", tokenizer.Decode(['a', 256, 257, 'b']));
        Assert.Equal("a<s><é z>b", tokenizer.Decode(['a', 256, 257, 'b'], skipSpecialTokens: false));
        Assert.True(tokenizer.IsSpecial(256));
        Assert.False(tokenizer.IsSpecial(257));
        Assert.Equal(258, tokenizer.VocabularySize);
        Assert.True(tokenizer.TryGetId("<é z>", out int id));
        Assert.Equal(257, id);
    }

    private static Tokenizer Build(params JsonObject[] added) => Samples.Build(Samples.BytePair().With("added_tokens", new JsonArray(added)));
}
