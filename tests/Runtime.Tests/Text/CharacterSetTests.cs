using System.Text;
using Etch.Text;

namespace Etch.Runtime.Tests.Text;

public sealed class CharacterSetTests
{
    [Fact]
    public void AllSymbolsOfAsciiArePunctuation()
    {
        string found = string.Concat(Enumerable.Range(0, 128).Where(value => CharacterSets.Punctuation.Contains(new Rune(value))).Select(value => (char)value));
        Assert.Equal("!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~", found);
    }

    [Theory]
    [InlineData(0x2014, true)]
    [InlineData(0x3002, true)]
    [InlineData(0x20AC, false)]
    [InlineData(0x166D, true)]
    [InlineData(0x2E52, false)]
    public void PunctuationIsThatOfUnicode8(int codePoint, bool expected) =>
        // U+166D became a symbol in Unicode 12, U+2E52 came with Unicode 14.
        Assert.Equal(expected, CharacterSets.Punctuation.Contains(new Rune(codePoint)));

    [Theory]
    [InlineData(0x0301, true, true)]
    [InlineData(0x0903, false, true)]
    [InlineData(0x20DD, false, true)]
    [InlineData(0x0041, false, false)]
    [InlineData(0xE0100, true, true)]
    public void MarksHaveTwoSets(int codePoint, bool nonSpacing, bool combining)
    {
        Assert.Equal(nonSpacing, CharacterSets.NonSpacingMarks.Contains(new Rune(codePoint)));
        Assert.Equal(combining, CharacterSets.CombiningMarks.Contains(new Rune(codePoint)));
    }

    [Theory]
    [InlineData(0x0000, true)]
    [InlineData(0x0009, false)]
    [InlineData(0x000B, true)]
    [InlineData(0x0020, false)]
    [InlineData(0x0085, true)]
    [InlineData(0x00AD, true)]
    [InlineData(0x0378, false)]
    [InlineData(0xE000, true)]
    [InlineData(0xFFFD, true)]
    [InlineData(0x10FFFD, true)]
    [InlineData(0x10FFFF, false)]
    public void ControlsAreWhatBertDrops(int codePoint, bool expected) =>
        Assert.Equal(expected, CharacterSets.Controls.Contains(new Rune(codePoint)));
}
