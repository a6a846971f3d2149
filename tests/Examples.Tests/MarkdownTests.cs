using Etch.Examples.Search;

namespace Etch.Examples.Tests;

public sealed class MarkdownTests
{
    [Theory]
    [InlineData("", "")]
    [InlineData("one\ntwo\n\n\nthree", "1:one two|5:three")]
    [InlineData("# a\n\nbody", "1:a body")]
    [InlineData("# a\n## b ##\nbody\n## c\nrest", "1:a b body|4:c rest")]
    [InlineData("text\n# last", "1:text|2:last")]
    [InlineData("#tag is a word\n####### so is this", "1:#tag is a word ####### so is this")]
    [InlineData("text\n```cs\n# a\n\nb\n```\nmore", "1:text|2:# a  b|7:more")]
    [InlineData("# head\n```\ncode\n```", "1:head  code")]
    [InlineData("````\n```\n````\nafter", "1:```|4:after")]
    [InlineData("~~~\n```\n~~~\nafter", "1:```|4:after")]
    [InlineData("```\nnever closed\n\n# still code", "1:never closed  # still code")]
    [InlineData("```inline``` is no fence\n\nb", "1:```inline``` is no fence|3:b")]
    [InlineData("```\n```\nafter", "3:after")]
    [InlineData("  \t\n   indented", "2:indented")]
    public void TextIsCutAtEmptyLinesHeadingsAndCodeBlocks(string text, string expected) =>
        Assert.Equal(expected, string.Join('|', Markdown.Split(text.Split('\n')).Select(paragraph => $"{paragraph.Line}:{paragraph.Text.Replace('\n', ' ')}")));
}
