using System.Text.Json.Nodes;
using Etch.Text;

namespace Etch.Runtime.Tests.Text;

/// <summary>What a file may not say: one exception that names the place, what was expected and what was found.</summary>
public sealed class TokenizerFileTests
{
    private const string Words = """{"type": "WordLevel", "unk_token": "?", "vocab": {"?": 0, "a": 1}}""";

    [Theory]
    [InlineData("version", "\"2.0\"", "version", "\"1.0\"", "\"2.0\"")]
    [InlineData("surprise", "1", "surprise", "no such field", "1")]
    [InlineData("normalizer", """{"type": "Precompiled"}""", "normalizer", "BertNormalizer", "Precompiled")]
    [InlineData("normalizer", """{"type": "Sequence", "normalizers": [{"type": "NFC"}, {"type": "Replace"}]}""", "normalizer.normalizers[1]", "NFKD", "Replace")]
    [InlineData("normalizer", """{"type": "NFC", "speed": 1}""", "normalizer.speed", "no such field", "1")]
    [InlineData("normalizer", """{"type": "BertNormalizer", "clean_text": 1, "handle_chinese_chars": true, "lowercase": true}""", "normalizer.clean_text", "true or false", "1")]
    [InlineData("normalizer", "[]", "normalizer", "an object", "an array")]
    [InlineData("normalizer", "{}", "normalizer.type", "a value", "none")]
    [InlineData("pre_tokenizer", """{"type": "Metaspace"}""", "pre_tokenizer", "BertPreTokenizer", "Metaspace")]
    [InlineData("pre_tokenizer", """{"type": "Split", "pattern": {"Regex": "\\s"}, "behavior": "Isolated", "invert": false}""", "pre_tokenizer.pattern", "only pattern", "\\\\s")]
    [InlineData("pre_tokenizer", """{"type": "Split", "pattern": {"String": "x"}, "behavior": "Isolated", "invert": false}""", "pre_tokenizer.pattern", "only pattern", "String")]
    [InlineData("pre_tokenizer", """{"type": "Split", "pattern": {"Regex": "[\\s\\S]"}, "behavior": "Removed", "invert": false}""", "pre_tokenizer.behavior", "Isolated", "Removed")]
    [InlineData("pre_tokenizer", """{"type": "Split", "pattern": {"Regex": "[\\s\\S]"}, "behavior": "Isolated", "invert": true}""", "pre_tokenizer.invert", "false", "true")]
    [InlineData("pre_tokenizer", """{"type": "ByteLevel", "add_prefix_space": true}""", "pre_tokenizer", "no ByteLevel with a model of kind WordLevel", "ByteLevel")]
    [InlineData("post_processor", """{"type": "Unheard"}""", "post_processor", "TemplateProcessing", "Unheard")]
    [InlineData("post_processor", """{"type": "BertProcessing", "sep": ["a", 0], "cls": ["a", 1]}""", "post_processor.sep[1]", "the id of \"a\"", "0, the id of \"?\"")]
    [InlineData("post_processor", """{"type": "BertProcessing", "sep": ["a", 9], "cls": ["a", 1]}""", "post_processor.sep[1]", "the id of \"a\"", "9, which no token has")]
    [InlineData("post_processor", """{"type": "TemplateProcessing", "single": [], "pair": [], "special_tokens": {}}""", "post_processor.single", "sequence A 1 times", "it 0 times")]
    [InlineData("post_processor", """{"type": "TemplateProcessing", "single": [{"SpecialToken": {"id": "x", "type_id": 0}}], "pair": [], "special_tokens": {}}""", "post_processor.single[0].SpecialToken.id", "a name of special_tokens", "\"x\"")]
    [InlineData("post_processor", """{"type": "TemplateProcessing", "single": [{"Sequence": {"id": "C", "type_id": 0}}], "pair": [], "special_tokens": {}}""", "post_processor.single[0].Sequence.id", "\"A\" or \"B\"", "\"C\"")]
    [InlineData("decoder", """{"type": "CTC"}""", "decoder", "ByteLevel, WordPiece or Fuse", "CTC")]
    [InlineData("model", """{"type": "Unigram", "vocab": []}""", "model.type", "BPE, WordPiece or WordLevel", "Unigram")]
    [InlineData("model", """{"vocab": {}}""", "model.type", "BPE, WordPiece or WordLevel", "none")]
    [InlineData("model", """{"type": "WordLevel", "unk_token": "x", "vocab": {"a": 0}}""", "model.unk_token", "a piece of model.vocab", "\"x\"")]
    [InlineData("model", """{"type": "WordLevel", "unk_token": "a", "vocab": {"a": 0, "b": 0}}""", "model.vocab.b", "an id of its own", "0, which \"a\" has")]
    [InlineData("model", """{"type": "WordLevel", "unk_token": "a", "vocab": {"a": -1}}""", "model.vocab.a", "a whole number", "-1")]
    [InlineData("model", """{"type": "WordLevel", "unk_token": "a", "vocab": {"a": 4194304}}""", "model.vocab.a", "from 0 to 4194303", "4194304")]
    [InlineData("model", """{"type": "WordLevel", "unk_token": "a", "vocab": {"a": 0.5}}""", "model.vocab.a", "a whole number", "0.5")]
    [InlineData("model", """{"type": "BPE", "vocab": {"a": 0}, "merges": []}""", "pre_tokenizer", "ByteLevel as the last or only step", "none")]
    public void NamesThePlaceAndWhatIsWrong(string field, string value, string place, string expected, string found)
    {
        JsonObject file = new() { ["version"] = "1.0", ["model"] = Samples.Json(Words), [field] = Samples.Json(value) };
        AssertRefused(() => Samples.Build(file), place, expected, found);
    }

    [Theory]
    [InlineData("dropout", "0.1", "model.dropout", "null or 0", "0.1")]
    [InlineData("end_of_word_suffix", "\"</w>\"", "model.end_of_word_suffix", "null or \"\"", "</w>")]
    [InlineData("continuing_subword_prefix", "\"##\"", "model.continuing_subword_prefix", "null or \"\"", "##")]
    [InlineData("byte_fallback", "true", "model.byte_fallback", "false", "true")]
    [InlineData("merges", "{}", "model.merges", "an array", "an object")]
    [InlineData("merges", """["a b c"]""", "model.merges[0]", "two pieces", "a b c")]
    [InlineData("merges", """["a b", "a b"]""", "model.merges[1]", "not there before", "again")]
    [InlineData("merges", """["a x9"]""", "model.merges[0]", "pieces of model.vocab", "\"ax9\", which is none")]
    [InlineData("merges", """[1]""", "model.merges[0]", "a string", "1")]
    public void ABytePairModelMustBePlain(string field, string value, string place, string expected, string found) =>
        AssertRefused(() => Samples.Build(Samples.BytePair("a b").WithModel(field, Samples.Json(value))), place, expected, found);

    [Fact]
    public void AddedTokensMustFitTheVocabulary()
    {
        static Action Adding(params JsonObject[] added) => () => Samples.Build(Samples.BytePair().With("added_tokens", new JsonArray(added)));
        AssertRefused(Adding(Samples.Added(256, "")), "added_tokens[0].content", "1 to 256 characters", "0");
        AssertRefused(Adding(Samples.Added(256, new string('x', 257))), "added_tokens[0].content", "1 to 256 characters", "257");
        AssertRefused(Adding(Samples.Added(256, "x<"), Samples.Added(257, "x<")), "added_tokens[1].content", "not there before", "again");
        AssertRefused(Adding(Samples.Added(256, "a")), "added_tokens[0].id", "97, the id of \"a\"", "256");
        AssertRefused(Adding(Samples.Added(97, "xx")), "added_tokens[0].id", "an id of its own", "97, which \"a\" has");
        AssertRefused(Adding(Samples.Added(1 << 30, "xx")), "added_tokens[0].id", "a whole number", "1073741824");
        JsonObject marks = Samples.WordPiece("""{"type": "StripAccents"}""", "[UNK]");
        AssertRefused(() => Samples.Build(marks.With("added_tokens", new JsonArray(Samples.Added(1, "\u0301", normalized: true)))), "added_tokens", "leaves something", "nothing is left");
    }

    [Theory]
    [InlineData("")]
    [InlineData("[")]
    [InlineData("3")]
    [InlineData("{\"model\": {}, \"model\": {}}")]
    [InlineData("{\"version\": \"\\ud800\"}")]
    [InlineData("{\"\\ud800\": 1}")]
    [InlineData("{\"model\": {\"type\": \"WordLevel\", \"vocab\": {\"a\": 0, \"a\": 1}}}")]
    [InlineData("{\"model\": {\"type\": \"WordLevel\", \"vocab\": {\"\\udfff\": 0}}}")]
    public void WhatIsNoWellFormedJsonIsRefused(string text) =>
        Assert.Throws<InvalidDataException>(() => Tokenizer.Parse(System.Text.Encoding.UTF8.GetBytes(text)));

    [Fact]
    public void NestingIsBounded()
    {
        string text = string.Concat(Enumerable.Repeat("""{"normalizer":""", 100_000));
        Assert.Throws<InvalidDataException>(() => Tokenizer.Parse(System.Text.Encoding.UTF8.GetBytes(text)));
    }

    [Fact]
    public void BrokenFilesAreRefusedInOneWay()
    {
        byte[] whole = System.Text.Encoding.UTF8.GetBytes(Samples.WordPiece(Samples.Bert(lowercase: true), "[UNK]", "é", "##b").ToJsonString());
        Random random = new(11);
        int refused = 0;
        for (int round = 0; round < 5000; round++)
        {
            byte[] broken = [.. whole];
            broken[random.Next(broken.Length)] = (byte)random.Next(256);
            try
            {
                _ = Tokenizer.Parse(broken);
            }
            catch (InvalidDataException)
            {
                refused++;
            }
        }
        // A change inside a piece or of a blank does no harm; most others do.
        Assert.InRange(refused, 2500, 4999);
    }

    [Fact]
    public void AFileOrItsFolderIsLoaded()
    {
        string folder = Directory.CreateTempSubdirectory("etch-text").FullName;
        string file = Path.Combine(folder, "tokenizer.json");
        Assert.Contains(file, Assert.Throws<FileNotFoundException>(() => Tokenizer.Load(folder)).Message, StringComparison.Ordinal);
        // A byte order mark is no part of the JSON.
        File.WriteAllText(file, Samples.Characters("ab").ToJsonString(), new System.Text.UTF8Encoding(encoderShouldEmitUTF8Identifier: true));
        Assert.Equal([2], Tokenizer.Load(folder).Encode("b"));
        Assert.Equal([2], Tokenizer.Load(file).Encode("b"));
        File.WriteAllText(file, "{}");
        AssertRefused(() => Tokenizer.Load(folder), file, "model", "a value");
        using (FileStream stream = File.OpenWrite(file))
        {
            stream.SetLength((64L << 20) + 1);
        }
        AssertRefused(() => Tokenizer.Load(folder), file, "at most 67108864 bytes", "67108865");
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public void OldFilesTellTheModelByItsFields()
    {
        JsonObject pair = Samples.BytePair("a b");
        Assert.True(pair["model"]!.AsObject().Remove("type"));
        Assert.Equal([256], Samples.Build(pair).Encode("ab"));
        JsonObject piece = Samples.WordPiece("null", "[UNK]", "a");
        Assert.True(piece["model"]!.AsObject().Remove("type"));
        Assert.Equal([1], Samples.Build(piece).Encode("a"));
    }

    private static void AssertRefused(Action action, params string[] parts)
    {
        string message = Assert.Throws<InvalidDataException>(action).Message;
        Assert.All(parts, part => Assert.Contains(part, message, StringComparison.Ordinal));
    }
}
