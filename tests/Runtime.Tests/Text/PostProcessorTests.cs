using System.Text.Json.Nodes;
using Etch.Text;

namespace Etch.Runtime.Tests.Text;

public sealed class PostProcessorTests
{
    private const string Bert = """{"type": "BertProcessing", "sep": ["[SEP]", 4], "cls": ["[CLS]", 3]}""";
    private const string Roberta = """{"type": "RobertaProcessing", "sep": ["[SEP]", 4], "cls": ["[CLS]", 3], "trim_offsets": true, "add_prefix_space": false}""";

    private const string Template = """
        {
          "type": "TemplateProcessing",
          "single": [{"Sequence": {"id": "A", "type_id": 2}}, {"SpecialToken": {"id": "end", "type_id": 1}}],
          "pair": [{"Sequence": {"id": "B", "type_id": 7}}, {"SpecialToken": {"id": "end", "type_id": 1}}, {"Sequence": {"id": "A", "type_id": 5}}],
          "special_tokens": {"end": {"id": "end", "ids": [4, 3], "tokens": ["[SEP]", "[CLS]"]}}
        }
        """;

    [Theory]
    [InlineData("null", new[] { 1, 2 })]
    [InlineData(Bert, new[] { 3, 1, 2, 4 })]
    [InlineData(Roberta, new[] { 3, 1, 2, 4 })]
    [InlineData(Template, new[] { 1, 2, 4, 3 })]
    [InlineData("""{"type": "ByteLevel", "add_prefix_space": true, "trim_offsets": false}""", new[] { 1, 2 })]
    [InlineData($$"""{"type": "Sequence", "processors": [{"type": "ByteLevel", "trim_offsets": true}, {{Bert}}]}""", new[] { 3, 1, 2, 4 })]
    public void PutsSpecialTokensAroundOneText(string processor, int[] expected)
    {
        Tokenizer tokenizer = Build(processor);
        Assert.Equal(expected, tokenizer.Encode("a b"));
        Assert.Equal([1, 2], tokenizer.Encode("a b", addSpecialTokens: false));
    }

    [Theory]
    [InlineData("null", new[] { 1, 2, 2 }, new[] { 0, 0, 1 })]
    [InlineData(Bert, new[] { 3, 1, 2, 4, 2, 4 }, new[] { 0, 0, 0, 0, 1, 1 })]
    [InlineData(Roberta, new[] { 3, 1, 2, 4, 4, 2, 4 }, new[] { 0, 0, 0, 0, 0, 0, 0 })]
    [InlineData(Template, new[] { 2, 4, 3, 1, 2 }, new[] { 7, 1, 1, 5, 5 })]
    public void PutsSpecialTokensAroundAPair(string processor, int[] ids, int[] segments)
    {
        Encoding encoding = Build(processor).EncodePair("a b", "b");
        Assert.Equal(ids, encoding.Ids);
        Assert.Equal(segments, encoding.Segments);
    }

    [Fact]
    public void ThePairWithoutSpecialTokensKeepsItsSegments()
    {
        Encoding encoding = Build(Template).EncodePair("a b", "b", addSpecialTokens: false);
        Assert.Equal([2, 1, 2], encoding.Ids);
        Assert.Equal([7, 5, 5], encoding.Segments);
    }

    [Theory]
    [InlineData(5, new[] { 3, 1, 2, 1, 4 })]
    [InlineData(4, new[] { 3, 1, 2, 4 })]
    [InlineData(2, new[] { 3, 4 })]
    public void ACutTextKeepsItsSpecialTokens(int length, int[] expected) =>
        Assert.Equal(expected, Build(Bert).Encode("a b a", maximumLength: length));

    [Fact]
    public void SpecialTokensAloneMustFit() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => Build(Bert).Encode("a", maximumLength: 1));

    [Fact]
    public void TruncationAndPaddingOfTheFileAreTheCallersBusiness()
    {
        JsonObject file = File(Bert)
            .With("truncation", Samples.Json("""{"direction": "Right", "max_length": 3, "strategy": "LongestFirst", "stride": 0}"""))
            .With("padding", Samples.Json("""{"strategy": {"Fixed": 9}, "direction": "Right", "pad_to_multiple_of": null, "pad_id": 0, "pad_type_id": 0, "pad_token": "[UNK]"}"""));
        Assert.Equal([3, 1, 2, 1, 2, 4], Samples.Build(file).Encode("a b a b"));
    }

    private static Tokenizer Build(string processor) => Samples.Build(File(processor));

    private static JsonObject File(string processor) =>
        Samples.WordPiece("null", "[UNK]", "a", "b", "[CLS]", "[SEP]").With("post_processor", Samples.Json(processor));
}
