using Etch.Weights;

namespace Etch.Runtime.Tests.Weights;

public sealed class ExpressionParserTests
{
    [Theory]
    [InlineData("\"wte.weight\"", "\"wte.weight\"")]
    [InlineData(" \"transformer.h.{layer}.attn.c_attn.weight\"[:, 0:768].T ", "\"transformer.h.{layer}.attn.c_attn.weight\"[:, 0:768].T")]
    [InlineData("\"a\"[:,:768].T", "\"a\"[:, 0:768].T")]
    [InlineData("\"a\"[0:, ::2, 1::2, 3, 2:9:3]", "\"a\"[:, 0::2, 1::2, 3, 2:9:3]")]
    [InlineData("\"a\".heads( 8,3 , 64)[1]", "\"a\".heads(8, 3, 64)[1]")]
    [InlineData("\"a\".heads(8, 18, 64)[0:16]", "\"a\".heads(8, 18, 64)[0:16]")]
    [InlineData("\"a\".heads(10, 2, 64)[1, 0]", "\"a\".heads(10, 2, 64)[1, 0]")]
    [InlineData("\"w1\".split(16)[{expert}].T", "\"w1\".split(16)[{expert}].T")]
    [InlineData("\"e\"[{expert}, :, 1::2].T", "\"e\"[{expert}, :, 1::2].T")]
    [InlineData("\"q\".rotary(32)", "\"q\".rotary(32)")]
    [InlineData("\"conv\".flat", "\"conv\".flat")]
    [InlineData("\"g\"+1", "\"g\" + 1")]
    [InlineData("\"g\" - .5", "\"g\" - 0.5")]
    [InlineData("\"g\" + -2", "\"g\" - 2")]
    [InlineData("\"g\" * 1e-3 / 8", "\"g\" * 0.001 / 8")]
    [InlineData("(\"a\" + \"b\") * 0.5", "(\"a\" + \"b\") * 0.5")]
    [InlineData("\"a\" + \"b\" * 0.5", "\"a\" + \"b\" * 0.5")]
    [InlineData("\"a\" + (\"b\" + \"c\")", "\"a\" + (\"b\" + \"c\")")]
    [InlineData("((\"a\"))[0]", "\"a\"[0]")]
    [InlineData("(\"a\" * 2)[0]", "(\"a\" * 2)[0]")]
    [InlineData("cat(1, \"a\", \"b\" ?? \"c\") * 0.5", "cat(1, \"a\", \"b\" ?? \"c\") * 0.5")]
    [InlineData("weightnorm(2, \"v\", \"g\").flat", "weightnorm(2, \"v\", \"g\").flat")]
    [InlineData("\"final_logits_bias\"[0] ?? 0", "\"final_logits_bias\"[0] ?? 0")]
    [InlineData("\"a\" ?? \"b\" ?? -1", "\"a\" ?? \"b\" ?? -1")]
    [InlineData("(\"a\" ?? \"b\") ?? \"c\"", "(\"a\" ?? \"b\") ?? \"c\"")]
    [InlineData("\"(bert.|)x.{ layer+1 }.LayerNorm.(weight|gamma)\"", "\"(bert.|)x.{layer + 1}.LayerNorm.(weight|gamma)\"")]
    [InlineData("\"2_Dense/linear.weight\"", "\"2_Dense/linear.weight\"")]
    [InlineData("\"norms.{head}.weight\"", "\"norms.{head}.weight\"")]
    public void AnExpressionHasOneCanonicalText(string text, string canonical)
    {
        WeightExpression expression = WeightExpression.Parse(text);

        Assert.Equal(canonical, expression.Print());
        Assert.Equal(expression, WeightExpression.Parse(canonical));
    }

    [Theory]
    [InlineData("", 0, "expected a name")]
    [InlineData("wte", 0, "found 'wte'")]
    [InlineData("\"a", 2, "closing quotation mark")]
    [InlineData("\"\"", 1, "cannot be empty")]
    [InlineData("\"a{lair}\"", 3, "found 'lair'")]
    [InlineData("\"a{layer\"", 8, "expected '}'")]
    [InlineData("\"a{layer + }\"", 11, "a number behind '+'")]
    [InlineData("\"a(b|c\"", 6, "alternatives end with ')'")]
    [InlineData("\"a(b)\"", 2, "needs no parentheses")]
    [InlineData("\"a(b|(c|d))\"", 5, "alternatives end with ')'")]
    [InlineData("\"a)\"", 2, "without its beginning")]
    [InlineData("\"a\" \"b\"", 4, "expected an operation or the end")]
    [InlineData("\"a\"[", 4, "a place of the axis, or ':'")]
    [InlineData("\"a\"[1", 5, "expected ']'")]
    [InlineData("\"a\"[-1]", 4, "a place of the axis, or ':'")]
    [InlineData("\"a\"[::0]", 7, "at least 1")]
    [InlineData("\"a\"[1234567890]", 4, "more than nine digits")]
    [InlineData("\"a\".t", 4, "found 't'")]
    [InlineData("\"a\".bicubic(37, 16)", 4, ".bicubic is not supported yet")]
    [InlineData("\"a\".mxfp4(\"s\")", 4, ".mxfp4 is not supported yet")]
    [InlineData("\"a\".blocks(\"s\", 128)", 4, ".blocks is not supported yet")]
    [InlineData("\"a\".heads(8, 3)[0]", 14, "expected ',' behind the number of parts")]
    [InlineData("\"a\".heads(8, 3, 64)", 19, "the chosen parts behind .heads")]
    [InlineData("\"a\".heads(0, 3, 64)[0]", 11, "the number of heads must be at least 1")]
    [InlineData("\"a\".split(2)", 12, "the chosen part behind .split")]
    [InlineData("\"a\".rotary()", 11, "expected the number of heads")]
    [InlineData("\"a\" +", 5, "expected a name")]
    [InlineData("\"a\" - \"b\"", 6, "expected a number")]
    [InlineData("\"a\" * \"b\"", 6, "expected a number")]
    [InlineData("\"a\" / 0", 7, "divided by 0")]
    [InlineData("\"a\" + 1e99", 6, "no number that float32 can hold")]
    [InlineData("\"a\" + 1.2.3", 6, "no number that float32 can hold")]
    [InlineData("1 + \"a\"", 0, "only behind an operation")]
    [InlineData("(\"a\"", 4, "expected ')'")]
    [InlineData("cat(\"a\", \"b\")", 4, "the number of an axis")]
    [InlineData("cat(0)", 6, "at least one tensor")]
    [InlineData("weightnorm(2, \"v\")", 17, "between the direction and the gain")]
    [InlineData("\"a\" ?? 0 + 1", 9, "expected an operation or the end")]
    public void AnErrorHasItsPlaceAndASentence(string text, int offset, string message)
    {
        Assert.False(WeightExpression.TryParse(text, out _, out WeightSyntaxError? error));

        Assert.Contains(message, error.Message, StringComparison.Ordinal);
        Assert.Equal(offset, error.Offset);
    }

    [Fact]
    public void NestingLengthAndSpellingsAreLimited()
    {
        string deep = new string('(', 100_000) + "\"a\"", chain = "\"a\"" + string.Concat(Enumerable.Repeat(".T", 5_000));
        string many = "\"" + string.Concat(Enumerable.Repeat("(a|b)", 7)) + "\"", right = string.Concat(Enumerable.Repeat("\"a\" ?? ", 500)) + "0";

        Assert.Contains("at most 16384 characters", ErrorOf(deep).Message, StringComparison.Ordinal);
        Assert.Contains("more than 64 deep", ErrorOf(deep[..10_000]).Message, StringComparison.Ordinal);
        Assert.Contains("more than 64 deep", ErrorOf(chain).Message, StringComparison.Ordinal);
        Assert.Contains("more than 64 deep", ErrorOf(right).Message, StringComparison.Ordinal);
        Assert.Contains("at most 64 spellings", ErrorOf(many).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void PlaceholdersAreReplacedWhereThePlaceKnowsThem()
    {
        WeightExpression expression = WeightExpression.Parse("\"a.{layer + 1}.{repeat}.{step}.{head}.w\"[{expert}, {layer}:{layer + 2}].split(4)[{step}]");

        Assert.Equal("\"a.4.{repeat}.{step}.{head}.w\"[{expert}, 3:5].split(4)[{step}]", expression.With(layer: 3).Print());
        WeightExpression whole = expression.With(layer: 3, repeat: 1, step: 2, head: 7, expert: 5);
        Assert.Equal(WeightExpression.Parse("\"a.4.1.2.7.w\"[5, 3:5].split(4)[2]"), whole);
        Assert.Empty(whole.OpenPlaceholders());
        Assert.Equal(["{expert}", "{repeat}", "{step}"], expression.With(layer: 3).OpenPlaceholders().Select(open => open.Print()).Order(StringComparer.Ordinal));
    }

    private static WeightSyntaxError ErrorOf(string text)
    {
        Assert.False(WeightExpression.TryParse(text, out _, out WeightSyntaxError? error));
        return error;
    }
}
