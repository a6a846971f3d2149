using Etch.Weights;

namespace Etch.Runtime.Tests.Weights;

public sealed class ShapeRuleTests
{
    /// <summary>While a project builds, no tensor's shape is known.</summary>
    [Theory]
    [InlineData("\"a\"", "768,768", null)]
    [InlineData("\"a\"[:, 0:768].T", "768,768", null)]
    [InlineData("\"a\"[:, 0:768]", "768,768", null)]
    [InlineData("\"a\"[:, 0:768].T", "512,768", "is [768, ?], but [512, 768] is expected")]
    [InlineData("\"a\"[768:0].T", "768,768", "takes [768:0], which is nothing")]
    [InlineData("\"a\".T[0, 0, 0]", "768", "at least 3 axes, but it is [?, ?]")]
    [InlineData("\"a\".heads(8, 3, 64)[1]", "512,512", null)]
    [InlineData("\"a\".heads(8, 3, 64)[1]", "512", null)]
    [InlineData("\"a\".heads(8, 3, 64)[0:2]", "512,512", "is [1024, …]")]
    [InlineData("\"a\".heads(8, 3, 64)[3]", "512,512", "takes [3] of an axis that has 3 places")]
    [InlineData("\"a\".heads(8, 3, 64)[1:4]", "512,512", "takes [1:4] of an axis that has 3 places")]
    [InlineData("\"a\"[0:10].heads(8, 3, 64)[1]", "512,512", "8 × 3 × 64 = 1536 rows, but its operand is [10, …]")]
    [InlineData("\"a\".heads(999999999, 999999999, 999999999)[0]", "512", "more elements than 64 bits can count")]
    [InlineData("\"a\".split(4)[4]", "4", "takes [4] of an axis that has 4 places")]
    [InlineData("\"a\"[0:10].split(4)[1]", "4", "4 equal parts")]
    [InlineData("\"a\"[0:9].rotary(3)", "9", "6 equal halves of heads")]
    [InlineData("\"a\"[0:3] + \"b\"[0:4]", "4", "[3, …] and [4, …]")]
    [InlineData("cat(0, \"a\"[0:3], \"b\"[0:4])", "7,2", null)]
    [InlineData("cat(0, \"a\"[0:3], \"b\"[0:4])", "8,2", "is [7, …]")]
    [InlineData("cat(1, \"a\"[0:3], \"b\"[0:4])", "7,2", "[3, ?, …] and [4, ?, …]")]
    [InlineData("\"a\"[{expert}, :, 1::2].T", "5,6", null)]
    [InlineData("\"a\"[{layer}:{layer + 2}]", "5,6", null)]
    [InlineData("\"a\".flat", "5,6", null)]
    [InlineData("\"a\".flat", "5,6,7", "is [?, ?], but [5, 6, 7] is expected")]
    [InlineData("\"a\"[0:5] ?? 0", "5", null)]
    [InlineData("\"a\"[0:5] ?? \"b\"[0:4]", "5", "is [4, …], but [5] is expected")]
    [InlineData("weightnorm(0, \"v\"[0:5], \"g\"[0:6])", "5,5", "one gain for each place of axis 0")]
    public void WhatIsKnownWithoutAFileIsChecked(string text, string expected, string? error) => Check(text, _ => null, expected, error);

    [Theory]
    [InlineData("\"m\"", "4,6", null)]
    [InlineData("\"m\"", "6,4", "\"m\" is [4, 6], but [6, 4] is expected")]
    [InlineData("\"m\".T", "6,4", null)]
    [InlineData("\"m\"[1]", "6", null)]
    [InlineData("\"m\"[4]", "6", "takes [4] of an axis that has 4 places")]
    [InlineData("\"m\"[:, 2:7]", "4,5", "takes [2:7] of an axis that has 6 places")]
    [InlineData("\"m\"[:, 5:6]", "4", null)]
    [InlineData("\"m\"[:, ::4]", "4,2", null)]
    [InlineData("\"m\"[0, 0, 0]", "1", "at least 3 axes, but it is [4, 6]")]
    [InlineData("\"c\"", "5", null)]
    [InlineData("\"c\"", "1,5", "is [1, 1, 5]")]
    [InlineData("\"c\".T", "5", "needs an operand with 2 axes, but it is [1, 1, 5]")]
    [InlineData("\"c\"[0]", "1,5", null)]
    [InlineData("\"s\"", "1", null)]
    [InlineData("\"s\"", "2", "is [], but [2] is expected")]
    [InlineData("\"s\".flat", "1", "at least 2 axes")]
    [InlineData("\"m\" + \"c\"", "4,6", "needs operands of one shape, but they are [4, 6] and [1, 1, 5]")]
    [InlineData("weightnorm(2, \"c\", \"c\")", "1,1,5", null)]
    [InlineData("weightnorm(2, \"c\", \"m\")", "1,1,5", "one gain for each place")]
    public void WithTheShapesOfAFileEverythingIsChecked(string text, string expected, string? error) =>
        Check(text, name => name switch { "m" => [4, 6], "c" => [1, 1, 5], "s" => [], _ => null }, expected, error);

    private static void Check(string text, Func<string, long[]?> shapes, string expected, string? error)
    {
        bool fits = ShapeRule.Check(WeightExpression.Parse(text), shapes, expected.Split(',').Select(long.Parse).ToArray(), out string? found);

        Assert.Equal(error is null, fits);
        Assert.Contains(error ?? "", found ?? "", StringComparison.Ordinal);
    }
}
