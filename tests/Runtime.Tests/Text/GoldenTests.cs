using System.Text.Json;
using System.Text.Json.Nodes;
using Etch.Text;

namespace Etch.Runtime.Tests.Text;

/// <summary>The ids of the reference, from files of shared.</summary>
public sealed class GoldenTests
{
    // sentence_bert_config.json of sentences: its goldens are cut so.
    private const int SentenceLength = 128;

    [Theory]
    [InlineData("shakespeare", int.MaxValue)]
    [InlineData("languages", int.MaxValue)]
    [InlineData("sentences", SentenceLength)]
    [InlineData("dates", int.MaxValue)]
    public void IdsOfTheModels(string model, int maximumLength)
    {
        Tokenizer tokenizer = Tokenizer.Load(SharedFiles.Path("models", model));
        using JsonDocument golden = Read("models", model, "tokens.json");
        Assert.NotEqual(0, golden.RootElement.GetArrayLength());
        foreach (JsonElement line in golden.RootElement.EnumerateArray())
        {
            Assert.Equal(Ids(line.GetProperty("ids")), tokenizer.Encode(line.GetProperty("text").GetString()!, maximumLength: maximumLength));
        }
    }

    [Fact]
    public void DecodingTheShakespeareIdsGivesTheText()
    {
        Tokenizer tokenizer = Tokenizer.Load(SharedFiles.Path("models", "shakespeare", "tokenizer.json"));
        using JsonDocument golden = Read("models", "shakespeare", "tokens.json");
        foreach (JsonElement line in golden.RootElement.EnumerateArray())
        {
            Assert.Equal(line.GetProperty("text").GetString(), tokenizer.Decode(Ids(line.GetProperty("ids"))));
        }
    }

    [Theory]
    [InlineData("roberta")]
    [InlineData("whisper")]
    public void IdsAndTextsOfHuggingFace(string name)
    {
        using JsonDocument golden = Read("tokenizers", "goldens", "hf-tokenizers-js.json");
        Tokenizer tokenizer = Tokenizer.Load(SharedFiles.Path("tokenizers", name, "tokenizer.json"));
        string[] lines = [.. golden.RootElement.GetProperty("lines").EnumerateArray().Select(line => line.GetString()!)];
        JsonElement cases = golden.RootElement.GetProperty("models").GetProperty(name).GetProperty("cases");
        Assert.Equal(lines.Length, cases.GetArrayLength());
        foreach ((string line, JsonElement expected) in lines.Zip(cases.EnumerateArray()))
        {
            int[] ids = tokenizer.Encode(line);
            Assert.Equal(Ids(expected.GetProperty("ids")), ids);
            Assert.Equal(expected.GetProperty("tokens").EnumerateArray().Select(token => token.GetString()), ids.Select(tokenizer.GetToken));
            Assert.Equal(expected.GetProperty("decoded").GetString(), tokenizer.Decode(ids));
        }
    }

    [Fact]
    public void IdsOfGpt2InLlamaCpp()
    {
        Tokenizer tokenizer = Gpt2();
        foreach ((string text, int[] ids) in LlamaCpp("ggml-vocab-gpt-2.gguf"))
        {
            Assert.Equal(ids, tokenizer.Encode(text));
            Assert.Equal(text, tokenizer.Decode(ids));
        }
    }

    [Fact]
    public void IdsOfBertInLlamaCpp()
    {
        Tokenizer tokenizer = Samples.Build(Samples.WordPiece(
            Samples.Bert(clean: true, chinese: true, accents: null, lowercase: true),
            File.ReadAllLines(SharedFiles.Path("tokenizers", "bert", "bert-base-uncased-vocab.txt"))));
        Assert.All(LlamaCpp("ggml-vocab-bert-bge.gguf"), line => Assert.Equal(line.Ids, tokenizer.Encode(line.Text)));
    }

    [Fact]
    public void LongIdsOfGpt2ComeBack()
    {
        // The ids of a program's source, whose text is what they decode to.
        int[] ids = Ids(Read("tokenizers", "goldens", "dotnet-ml-tokens_gpt2.json").RootElement);
        Tokenizer tokenizer = Gpt2();
        Assert.Equal(ids, tokenizer.Encode(tokenizer.Decode(ids)));
    }

    /// <summary>GPT-2's vocab.json and merges.txt as the tokenizer.json that Hugging Face makes of them.</summary>
    internal static Tokenizer Gpt2()
    {
        JsonNode vocabulary = Samples.Json(File.ReadAllText(SharedFiles.Path("tokenizers", "gpt2", "vocab.json")))!;
        string[] merges = [.. File.ReadAllLines(SharedFiles.Path("tokenizers", "gpt2", "merges.txt")).Where(line => line.Length > 0)];
        JsonObject file = Samples.BytePair().WithModel("vocab", vocabulary).WithModel("merges", new JsonArray([.. merges.Select(merge => JsonValue.Create(merge))]));
        file["added_tokens"] = new JsonArray(Samples.Added(50256, "<|endoftext|>"));
        file["post_processor"] = Samples.Json("""{"type": "ByteLevel", "add_prefix_space": true, "trim_offsets": false, "use_regex": true}""");
        return Samples.Build(file);
    }

    private static (string Text, int[] Ids)[] LlamaCpp(string vocabulary)
    {
        string[] texts = File.ReadAllText(SharedFiles.Path("tokenizers", "llama.cpp", vocabulary + ".inp")).Split("\n__ggml_vocab_test__\n");
        string[] lines = File.ReadAllText(SharedFiles.Path("tokenizers", "llama.cpp", vocabulary + ".out")).Split('\n');
        // Both end in their separator.
        Assert.Equal(texts.Length, lines.Length);
        return [.. texts[..^1].Zip(lines, (text, line) => (text, line.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(int.Parse).ToArray()))];
    }

    private static JsonDocument Read(params string[] path) => JsonDocument.Parse(File.ReadAllBytes(SharedFiles.Path(path)));

    private static int[] Ids(JsonElement array) => [.. array.EnumerateArray().Select(id => id.GetInt32())];
}
