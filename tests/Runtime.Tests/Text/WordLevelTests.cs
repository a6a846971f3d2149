using Etch.Text;

namespace Etch.Runtime.Tests.Text;

public sealed class WordLevelTests
{
    private static readonly Tokenizer s_tokenizer = Samples.Build(Samples.Characters("ab \n🦙é"));

    [Theory]
    [InlineData("", new int[0])]
    [InlineData("ba\n b", new[] { 2, 1, 4, 3, 2 })]
    [InlineData("🦙a", new[] { 5, 1 })]
    [InlineData("axé", new[] { 1, 0, 6 })]
    [InlineData("e\u0301", new[] { 0, 0 })]
    public void EveryCharacterIsAnId(string text, int[] expected) => Assert.Equal(expected, s_tokenizer.Encode(text));

    [Fact]
    public void DecodingFuses() => Assert.Equal("b🦙?a", s_tokenizer.Decode([2, 5, 0, 1]));

    [Fact]
    public void WithoutAPreTokenizerTheTextIsTheWord()
    {
        Tokenizer tokenizer = Samples.Build(Samples.Characters("ab").With("pre_tokenizer", null).WithModel("vocab", Samples.Json("""{"?": 0, "a b": 7}""")));
        Assert.Equal([7], tokenizer.Encode("a b"));
        Assert.Equal([0], tokenizer.Encode("a"));
        Assert.Equal(8, tokenizer.VocabularySize);
        Assert.True(tokenizer.TryGetId("a b", out int id));
        Assert.Equal(7, id);
        Assert.False(tokenizer.TryGetId("a", out _));
        Assert.Equal("a b", tokenizer.GetToken(7));
        Assert.Throws<ArgumentOutOfRangeException>(() => tokenizer.GetToken(3));
        Assert.Throws<ArgumentOutOfRangeException>(() => tokenizer.GetToken(-1));
        Assert.False(tokenizer.IsSpecial(7));
        Assert.False(tokenizer.IsSpecial(-1));
    }
}
