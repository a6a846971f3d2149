using Etch.Text;
using Encoding = System.Text.Encoding;

namespace Etch.Fuzz.Tests;

/// <summary>A name that stands twice in one object is refused, wherever the object is and however the name is spelled.</summary>
public sealed class NameCheckTests
{
    private const string Model = """ "model":{"type":"WordLevel","unk_token":"?","vocab":{"?":0,"a":1}} """;

    [Theory]
    [InlineData("\"version\":\"1.0\",\"version\":\"1.0\"", "version")]
    [InlineData("\"version\":\"1.0\",\"vers\\u0069on\":\"1.0\"", "version")]
    [InlineData("\"padding\":[{\"a\":[{\"b\":1},{\"b\":1,\"b\":2}]}]", "b")]
    [InlineData("\"truncation\":{\"a\":{\"x\":1},\"b\":{\"x\":1},\"a\":2}", "a")]
    [InlineData("\"truncation\":{\"\":1,\"\":2}", "")]
    public void ANameTwiceIsRefused(string members, string name)
    {
        string message = Assert.Throws<InvalidDataException>(() => Read(members)).Message;
        Assert.Contains("no name twice in an object", message, StringComparison.Ordinal);
        Assert.Contains($"the name \"{name}\" twice", message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\"truncation\":{\"a\":{\"a\":{\"a\":1}},\"b\":[{\"a\":1},{\"a\":1}],\"A\":1}")]
    [InlineData("\"padding\":[{\"x\":1},{\"x\":1},{\"y\":{\"x\":1}},{\"x\":1,\"y\":2}]")]
    public void TheSameNameInOtherObjectsIsNone(string members) => Assert.Equal([1], Read(members).Encode("a"));

    /// <summary>Large objects one after another at one level do not cost the square of their size.</summary>
    [Fact]
    public void ManyNamesAreFine()
    {
        string large = "{" + string.Join(',', Enumerable.Range(0, 50_000).Select(index => $"\"{index}\":0")) + "}";
        Assert.Equal([1], Read($"\"padding\":[{large},{string.Join(',', Enumerable.Repeat("{\"a\":1}", 50_000))},{large}]").Encode("a"));
    }

    /// <summary>The check by the library's own option did, which took a small program longer than all the rest of its start.</summary>
    [Fact]
    public void ReadingATokenizerLoadsNoCryptography()
    {
        (string output, int exitCode) = Child.Run("modules");
        Assert.Equal(0, exitCode);
        Assert.Contains("System.Text.Json", output, StringComparison.Ordinal);
        Assert.DoesNotContain("crypt", output, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("libssl", output, StringComparison.OrdinalIgnoreCase);
    }

    private static Tokenizer Read(string members) =>
        Tokenizer.Parse(Encoding.UTF8.GetBytes($"{{{members},\"pre_tokenizer\":{{\"type\":\"BertPreTokenizer\"}},{Model}}}"));
}
