using Etch.Weights;

namespace Etch.Runtime.Tests.Weights;

/// <summary>Random chains of operations on random tensors, against the same chains on <see cref="Dense"/>.</summary>
public sealed class RandomExpressionTests
{
    private const int Seed = 4711, Expressions = 400;

    [Fact]
    public void RandomExpressionsGiveWhatTheirDefinitionSays()
    {
        var random = new Random(Seed);
        var tensors = new List<(string, string, Dense)>();
        var expressions = Enumerable.Range(0, Expressions).Select(_ => Chain(random, tensors, depth: random.Next(1, 6))).ToArray();
        using var folder = new TestFolder();
        using WeightSource source = WeightSource.Open(folder.Write("x.safetensors", RawSafetensors.File(tensors.ToArray())));

        foreach ((string text, Dense value) in expressions)
        {
            EvaluationTests.AssertSame(source, text, value);
        }
    }

    private static (string Text, Dense Value) Chain(Random random, List<(string Name, string Type, Dense Value)> tensors, int depth)
    {
        if (depth == 0)
        {
            return Tensor(random, tensors, Enumerable.Range(0, random.Next(1, 4)).Select(_ => random.NextInt64(1, 9)).ToArray());
        }
        (string text, Dense value) = Chain(random, tensors, depth - 1);
        int rank = value.Shape.Length;
        switch (random.Next(9))
        {
            case 0 when rank == 2:
                return ($"({text}).T", value.Transpose());
            case 1 when rank >= 2:
                return ($"({text}).flat", value.Flat());
            case 2:
                int axis = random.Next(rank);
                long start = random.NextInt64(value.Shape[axis]), step = random.Next(1, 4), stop = random.NextInt64(start + 1, value.Shape[axis] + 1);
                return ($"({text})[{string.Concat(Enumerable.Repeat(":, ", axis))}{start}:{stop}:{step}]", value.Slice(axis, start, stop, step));
            case 3 when rank >= 2:
                int dropped = random.Next(rank);
                long place = random.NextInt64(value.Shape[dropped]);
                return ($"({text})[{string.Concat(Enumerable.Repeat(":, ", dropped))}{place}]", value.Index(dropped, place));
            case 4 when value.Shape[0] % 6 == 0:
                int width = (int)value.Shape[0] / 6;
                return ($"({text}).heads(2, 3, {width})[2, 0]", value.Heads(2, 3, width, [2, 0]));
            case 5 when value.Shape[0] % 4 == 0:
                return ($"({text}).rotary(2)", value.Rotary(2));
            case 6:
                int joined = random.Next(rank);
                (string other, Dense more) = Tensor(random, tensors, Dense.With(value.Shape, joined, random.NextInt64(1, 5)));
                return ($"cat({joined}, {text}, {other})", value.Cat(joined, more));
            case 7:
                (string addend, Dense added) = Tensor(random, tensors, value.Shape);
                return ($"({text} + {addend})", value.Plus(added));
            default:
                return ($"({text}) * 0.7 - 0.3", value.Map(element => (element * 0.7f) - 0.3f));
        }
    }

    private static (string Text, Dense Value) Tensor(Random random, List<(string Name, string Type, Dense Value)> tensors, long[] shape)
    {
        string name = "t" + tensors.Count;
        Dense value = Dense.Random(random, shape);
        tensors.Add((name, random.Next(3) switch { 0 => "F32", 1 => "F16", _ => "BF16" }, value));
        return ($"\"{name}\"", value);
    }
}
