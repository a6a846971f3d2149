using System.Text;
using Etch.Text;

namespace Etch.Runtime.Tests.Text;

/// <summary>Expectations are worked out from the code charts and UAX #15; the runtime's own Normalize does nothing in this mode.</summary>
public sealed class UnicodeFormsTests
{
    private static readonly CharBuffer s_buffer = new();

    [Theory]
    [InlineData("é", "e\u0301", "é")]
    [InlineData("Å", "A\u030A", "Å")]
    [InlineData("ṩ", "s\u0323\u0307", "ṩ")]
    [InlineData("s\u0307\u0323", "s\u0323\u0307", "ṩ")]
    [InlineData("ệ", "e\u0323\u0302", "ệ")]
    [InlineData("가각힣", "\u1100\u1161\u1100\u1161\u11A8\u1112\u1175\u11C2", "가각힣")]
    [InlineData("\uAC00\u11A8", "\u1100\u1161\u11A8", "각")]
    [InlineData("\uAC00\u11A7", "\u1100\u1161\u11A7", "\uAC00\u11A7")]
    [InlineData("\u0958", "\u0915\u093C", "\u0915\u093C")]
    [InlineData("\u2ADC", "\u2ADD\u0338", "\u2ADD\u0338")]
    [InlineData("\u0344", "\u0308\u0301", "\u0308\u0301")]
    [InlineData("\u0387", "\u00B7", "\u00B7")]
    [InlineData("\uF900", "\u8C48", "\u8C48")]
    [InlineData("a\u0301\u0301", "a\u0301\u0301", "á\u0301")]
    [InlineData("a\u0316\u0301", "a\u0316\u0301", "á\u0316")]
    [InlineData("a\u034F\u0301", "a\u034F\u0301", "a\u034F\u0301")]
    [InlineData("\u0301a", "\u0301a", "\u0301a")]
    [InlineData("\U0001D15E", "\U0001D157\U0001D165", "\U0001D157\U0001D165")]
    [InlineData("\U0001109A", "\U00011099\U000110BA", "\U0001109A")]
    [InlineData("ﬁ①", "ﬁ①", "ﬁ①")]
    public void CanonicalForms(string text, string decomposed, string composed)
    {
        Assert.Equal(decomposed, Form(text, compatibility: false, compose: false));
        Assert.Equal(composed, Form(text, compatibility: false, compose: true));
    }

    [Theory]
    [InlineData("ﬁ①²", "fi12", "fi12")]
    [InlineData("Ａｶﾞ", "Aカ\u3099", "Aガ")]
    [InlineData("\u00A0x", " x", " x")]
    [InlineData("ẛ\u0323", "s\u0323\u0307", "ṩ")]
    [InlineData("𝐀𝟗", "A9", "A9")]
    [InlineData("½", "1\u20442", "1\u20442")]
    [InlineData("ﷺ", "صلى الله عليه وسلم", "صلى الله عليه وسلم")]
    [InlineData("\u01C4", "DZ\u030C", "DŽ")]
    [InlineData("\u3200", "(\u1100)", "(\u1100)")]
    [InlineData("é", "e\u0301", "é")]
    public void CompatibilityForms(string text, string decomposed, string composed)
    {
        Assert.Equal(decomposed, Form(text, compatibility: true, compose: false));
        Assert.Equal(composed, Form(text, compatibility: true, compose: true));
    }

    [Fact]
    public void TheFormsOfEveryCharacterAreStable()
    {
        // UAX #15: each form of a form is what the form of the text is; so an error in one entry of the tables breaks one of these.
        int decomposing = 0;
        foreach (int codePoint in Enumerable.Range(0, 0x110000).Where(Rune.IsValid))
        {
            string text = new Rune(codePoint).ToString();
            string decomposed = Form(text, false, false);
            string compatible = Form(text, true, false);
            if (compatible == text)
            {
                Assert.Equal(text, decomposed);
                continue;
            }
            decomposing++;
            string composed = Form(text, false, true);
            Assert.Equal(decomposed, Form(decomposed, false, false));
            Assert.Equal(composed, Form(decomposed, false, true));
            Assert.Equal(decomposed, Form(composed, false, false));
            Assert.Equal(compatible, Form(Form(text, true, true), true, false));
            Assert.Equal(compatible, Form(composed, true, false));
        }
        // UnicodeData.txt of Unicode 17.0: 11,172 syllables, and 5,914 lines with a decomposition.
        Assert.Equal(11_172 + 5_914, decomposing);
    }

    [Fact]
    public void MarksOfARunAreSortedStably()
    {
        // Classes: U+0316 220, U+0301 and U+0300 230, U+0327 202. Ten thousand of them take no longer a mark than ten.
        string run = string.Concat(Enumerable.Repeat("\u0301\u0316\u0300\u0327", 2500));
        string expected = new string('\u0327', 2500) + new string('\u0316', 2500) + string.Concat(Enumerable.Repeat("\u0301\u0300", 2500));
        Assert.Equal("x" + expected, Form("x" + run, false, false));
    }

    private static string Form(string text, bool compatibility, bool compose)
    {
        s_buffer.Clear();
        UnicodeForms.Append(text, compatibility, compose, s_buffer);
        return s_buffer.Text.ToString();
    }
}
