using Etch.Fuzz.Files;
using Etch.Generator.Families;
using Etch.Generator.Parsing;
using Etch.Generator.Spec;
using Etch.Text;
using Etch.Weights;
using Encoding = System.Text.Encoding;

namespace Etch.Fuzz.Tests;

/// <summary>What mutants of files have found, each by its name.</summary>
public sealed class FoundTests
{
    private static readonly string s_long = new('x', 100_000);

    /// <summary>A word that is none, such as tru, was quoted up to the next blank: megabytes of a file in one message.</summary>
    [Fact]
    public void AMessageDoesNotQuoteTheWholeFile()
    {
        string folder = SeedFiles.Folder("found"), path = Path.Combine(folder, "a.safetensors"), index = Path.Combine(folder, "model.safetensors.index.json");
        byte[] json = Encoding.UTF8.GetBytes($"{{\"a\":tru{s_long}}}");
        File.WriteAllBytes(path, [.. BitConverter.GetBytes((long)json.Length), .. json]);
        File.WriteAllBytes(index, json);
        Action[] readers = [() => Tokenizer.Parse(json), () => SafetensorsFile.Open(path), () => WeightSource.Open(index)];
        foreach (Action reader in readers)
        {
            string message = Assert.Throws<InvalidDataException>(reader).Message;
            Assert.InRange(message.Length, 1, 1000);
            Assert.Contains("LineNumber: 0 | BytePositionInLine: 8", message, StringComparison.Ordinal);
        }
    }

    /// <summary>A token of 100,000 letters that has another id was quoted whole as what was expected.</summary>
    [Fact]
    public void AMessageDoesNotQuoteAWholeToken()
    {
        byte[] file = Encoding.UTF8.GetBytes(SmallTokenizers.WordPiece.Replace("[\"[S]\",2]", $"[\"{s_long}\",2]", StringComparison.Ordinal));
        string message = Assert.Throws<InvalidDataException>(() => Tokenizer.Parse(file)).Message;
        Assert.InRange(message.Length, 1, 1000);
        Assert.Contains("post_processor.sep[1]: expected the id of \"xxx", message, StringComparison.Ordinal);
        Assert.Contains("found 2, the id of \"[S]\"", message, StringComparison.Ordinal);
    }

    /// <summary>An index may name any number of parts, and each may have any name.</summary>
    [Fact]
    public void AMessageDoesNotListEveryMissingPart()
    {
        string index = Path.Combine(SeedFiles.Folder("parts"), "model.safetensors.index.json");
        File.WriteAllText(index, $"{{\"weight_map\":{{\"long\":\"{s_long}\",{string.Join(',', Enumerable.Range(0, 1000).Select(part => $"\"{part}\":\"{part}.safetensors\""))}}}}}");
        string message = Assert.Throws<InvalidDataException>(() => WeightSource.Open(index)).Message;
        Assert.InRange(message.Length, 1, 1000);
        Assert.Contains("and 993 more", message, StringComparison.Ordinal);
    }

    /// <summary>A field's name or value of 100,000 letters stood in the diagnostic whole.</summary>
    [Theory]
    [InlineData("{\"model_type\":\"LONG\"}")]
    [InlineData("{\"model_type\":\"gpt2\",\"activation_function\":\"LONG\"}")]
    [InlineData("{\"model_type\":\"gpt2\",\"LONG\":1}")]
    [InlineData("{\"LONG\":1,\"LONG\":2}")]
    public void ADiagnosticDoesNotQuoteTheWholeFile(string config)
    {
        List<Finding> findings = [];
        Assert.Null(Family.Read(new ClassSpec("Model", "", "public", "Model"), "config.json", config.Replace("LONG", s_long, StringComparison.Ordinal), findings) is { } spec && findings.Count == 0 ? spec : null);
        Assert.NotEmpty(findings);
        Assert.All(findings, finding => Assert.InRange(finding.Message.Length, 1, 1000));
    }
}
