namespace Etch.Runtime.Tests.Generation;

public sealed class StopFilterTests
{
    [Theory]
    [InlineData("Hello, world", new[] { "wor" }, "Hello, ", "wor")]
    [InlineData("aaab", new[] { "aab" }, "a", "aab")]
    [InlineData("abcd", new[] { "bcd", "c" }, "ab", "c")]      // the one that is complete first
    [InlineData("abcd", new[] { "c", "abc" }, "", "abc")]      // the longest of those complete together
    [InlineData("abab", new[] { "abc" }, "abab", null)]
    [InlineData("ab", new[] { "abc" }, "ab", null)]
    [InlineData("stop", new[] { "STOP" }, "stop", null)]
    [InlineData("abacabad", new[] { "abad" }, "abac", "abad")]
    public void HowTheTextIsCutDoesNotMatter(string text, string[] stops, string expected, string? met)
    {
        for (int cuts = 0; cuts < 1 << (text.Length - 1); cuts++)
        {
            StopFilter filter = new(stops, includeStop: false);
            string output = string.Concat(Pieces(text, cuts).Select(filter.Append)) + filter.Flush();
            Assert.Equal((expected, met), (output, filter.Met));
        }
    }

    [Fact]
    public void OnlyWhatCouldBeginAStopStringIsHeldBack()
    {
        StopFilter filter = new(["<end>", "!!"], includeStop: false);
        Assert.Equal("Hi", filter.Append("Hi"));
        Assert.Equal(" ", filter.Append(" <e"));
        Assert.Equal("", filter.Append("n"));
        Assert.Equal("<en?", filter.Append("?!"));
        Assert.Equal("!x", filter.Append("x"));
        Assert.Equal("", filter.Append("<end"));
        Assert.Equal("<end", filter.Flush());
        Assert.Null(filter.Met);
    }

    [Fact]
    public void TheStopStringIsGivenOutWhenAsked()
    {
        StopFilter filter = new(["<end>"], includeStop: true);
        Assert.Equal("a", filter.Append("a<en"));
        Assert.Equal("<end>", filter.Append("d> more"));
        Assert.Equal("", filter.Append("more"));
        Assert.Equal("", filter.Flush());
    }

    private static IEnumerable<string> Pieces(string text, int cuts)
    {
        int start = 0;
        for (int i = 1; i < text.Length; i++)
        {
            if ((cuts >> (i - 1) & 1) == 1)
            {
                yield return text[start..i];
                start = i;
            }
        }

        yield return text[start..];
    }
}
