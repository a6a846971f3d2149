using Etch.Text;

namespace Etch.Runtime.Tests.Text;

public sealed class TokenStreamTests
{
    [Fact]
    public void HoldsBackAnUnfinishedCharacter()
    {
        TokenStream stream = Samples.Build(Samples.BytePair()).CreateStream();
        Assert.Equal("a", stream.Append('a'));
        Assert.Equal(["", "", "", "🦙"], new[] { 0xF0, 0x9F, 0xA6, 0x99 }.Select(stream.Append));
        Assert.Equal("", stream.Append(0xC3));
        Assert.Equal("\uFFFD", stream.Flush());
        Assert.Equal("", stream.Flush());
    }

    [Fact]
    public void SaysAtOnceWhatCanNoLongerBecomeACharacter()
    {
        TokenStream stream = Samples.Build(Samples.BytePair()).CreateStream();
        Assert.Equal("", stream.Append(0xE4));
        Assert.Equal("\uFFFDa", stream.Append('a'));
        Assert.Equal("\uFFFD", stream.Append(0xFF));
    }

    [Fact]
    public void PiecesKnowWhetherTheyAreTheFirst()
    {
        TokenStream stream = Samples.Build(Samples.WordPiece("null", "[UNK]", "un", "##able", "a", ".")).CreateStream();
        Assert.Equal(["un", "able", " a", "."], new[] { 1, 2, 3, 4 }.Select(stream.Append));
        Assert.Equal("", stream.Flush());
        Assert.Equal("un", stream.Append(1));
    }

    [Fact]
    public void SpecialTokensGoUnlessAskedFor()
    {
        Tokenizer tokenizer = Samples.Build(Samples.BytePair().With("added_tokens", new System.Text.Json.Nodes.JsonArray(Samples.Added(256, "<s>"))));
        Assert.Equal("", tokenizer.CreateStream().Append(256));
        Assert.Equal("<s>", tokenizer.CreateStream(skipSpecialTokens: false).Append(256));
        Assert.Equal("", tokenizer.CreateStream().Append(9999));
        Assert.Throws<ArgumentOutOfRangeException>(() => tokenizer.CreateStream().Append(-1));
    }

    [Fact]
    public void TheWholeIsWhatDecodeSays()
    {
        Tokenizer tokenizer = Samples.Build(Samples.BytePair("ð Ł", "ðŁ ¦", "Ã ©", "h e", "Ġ he"));
        Random random = new(7);
        for (int round = 0; round < 2000; round++)
        {
            // Half of the bytes from the middle of characters, so that broken sequences of every kind come up.
            int[] ids = [.. Enumerable.Range(0, random.Next(1, 24)).Select(_ => random.Next(2) == 0 ? random.Next(0x80, 0xF8) : random.Next(tokenizer.VocabularySize))];
            TokenStream stream = tokenizer.CreateStream();
            string[] parts = [.. ids.Select(stream.Append)];
            Assert.All(parts, part => Assert.True(part.Length == 0 || (!char.IsHighSurrogate(part[^1]) && !char.IsLowSurrogate(part[0]))));
            Assert.Equal(tokenizer.Decode(ids), string.Concat(parts) + stream.Flush());
        }
    }
}
