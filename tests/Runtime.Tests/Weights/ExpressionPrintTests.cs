using Etch.Weights;

namespace Etch.Runtime.Tests.Weights;

/// <summary>Print and parse are inverse on trees, not only on texts that somebody thought of.</summary>
public sealed class ExpressionPrintTests
{
    private const int Seed = 20_250_917, Trees = 3_000;

    [Fact]
    public void WhatIsPrintedParsesToAnEqualTree()
    {
        var random = new Random(Seed);
        for (int tree = 0; tree < Trees; tree++)
        {
            WeightExpression expression = Tree(random, depth: 5);
            string text = expression.Print();

            Assert.True(WeightExpression.TryParse(text, out WeightExpression? read, out WeightSyntaxError? error), $"{text}: {error}");
            Assert.Equal(expression, read);
            Assert.Equal(expression.GetHashCode(), read.GetHashCode());
            Assert.Equal(text, read.Print());
        }
    }

    [Fact]
    public void RandomTextsNeverFailOtherwise()
    {
        var random = new Random(Seed);
        string[] pieces = ["\"a\"", "\"", "(", ")", "[", "]", "{layer}", ":", ",", ".T", ".heads(1, 2, 3)", "cat(0, ", "+", "-", "*", "/", "??", "1", "0.5", " ", "|", "é", "\0"];
        int good = 0;
        for (int text = 0; text < 20_000; text++)
        {
            string joined = string.Concat(Enumerable.Range(0, random.Next(1, 8)).Select(_ => pieces[random.Next(pieces.Length)]));
            if (WeightExpression.TryParse(joined, out _, out WeightSyntaxError? error))
            {
                good++;
            }
            else
            {
                Assert.InRange(error.Offset, 0, joined.Length);
                Assert.NotEmpty(error.Message);
            }
        }
        Assert.InRange(good, 100, 10_000);
    }

    private static WeightExpression Tree(Random random, int depth)
    {
        if (depth == 0)
        {
            return Name(random);
        }
        WeightExpression Source() => Tree(random, random.Next(depth));
        return random.Next(12) switch
        {
            0 => new SliceExpression(Source(), Selectors(random)),
            1 => new TransposeExpression(Source()),
            2 => new FlattenExpression(Source()),
            3 => new HeadsExpression(Source(), random.Next(1, 99), random.Next(1, 99), random.Next(1, 99), Selectors(random)),
            4 => new SplitExpression(Source(), random.Next(1, 99), Position(random)),
            5 => new RotaryExpression(Source(), random.Next(1, 99)),
            6 => new ConcatenateExpression(random.Next(3), List(random, Source)),
            7 => new WeightNormExpression(random.Next(3), Source(), Source()),
            8 => new SumExpression(Source(), Source()),
            9 => new ScalarExpression(Source(), ScalarOperation.Add, Number(random)),
            10 => new ScalarExpression(Source(), random.Next(2) == 0 ? ScalarOperation.Multiply : ScalarOperation.Divide, Number(random)),
            _ => new FallbackExpression(Source(), random.Next(3) == 0 ? new NumberExpression(Number(random)) : Source()),
        };
    }

    private static NameExpression Name(Random random)
    {
        var parts = new List<NamePart> { new LiteralPart("x" + random.Next(9)) };
        if (random.Next(2) == 0)
        {
            parts.Add(new PlaceholderPart(new Position(Etch.Weights.Position.Words[random.Next(5)], random.Next(3))));
        }
        if (random.Next(2) == 0)
        {
            parts.Add(new AlternativesPart(new ValueList<string>(["a" + random.Next(3), ""])));
        }
        return new NameExpression(new TensorName(new ValueList<NamePart>(parts)));
    }

    private static Position Position(Random random) =>
        random.Next(4) == 0 ? new Position(Etch.Weights.Position.Words[random.Next(5)], random.Next(3)) : new Position(null, random.Next(99));

    private static ValueList<AxisSelector> Selectors(Random random) => List<AxisSelector>(random, () => random.Next(2) == 0
        ? new AxisIndex(Position(random))
        : new AxisRange(Position(random), random.Next(2) == 0 ? null : Position(random), random.Next(1, 4)));

    private static ValueList<T> List<T>(Random random, Func<T> item) => new(Enumerable.Range(0, random.Next(1, 4)).Select(_ => item()).ToArray());

    /// <summary>Not 0: adding it and dividing by it are written differently or not at all.</summary>
    private static double Number(Random random) => (random.Next(2) == 0 ? 1 : -1) * (random.NextDouble() + 0.001) * Math.Pow(10, random.Next(-12, 12));
}
