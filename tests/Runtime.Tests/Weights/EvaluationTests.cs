using Etch.Weights;

namespace Etch.Runtime.Tests.Weights;

/// <summary>Rectangles of expressions against <see cref="Dense"/>, which says every operation index by index on whole tensors.</summary>
public sealed class EvaluationTests
{
    private static readonly Random Numbers = new(11);

    private readonly Dense _m = Dense.Random(Numbers, 12, 10), _v = Dense.Random(Numbers, 12), _w = Dense.Random(Numbers, 1, 1, 10), _c = Dense.Random(Numbers, 6, 4, 5);
    private readonly Dense _n = Dense.Random(Numbers, 12, 10), _s = Dense.Random(Numbers), _e = Dense.Random(Numbers, 3, 8, 10);

    public static TheoryData<string> Types => ["F32", "F16", "BF16"];

    [Theory]
    [MemberData(nameof(Types))]
    public void EveryOperationGivesWhatItsDefinitionSays(string type)
    {
        using var folder = new TestFolder();
        using WeightSource source = WeightSource.Open(folder.Write("x.safetensors", RawSafetensors.File(
            ("m", type, _m), ("v", type, _v), ("w", type, _w), ("c", type, _c), ("n", type, _n), ("s", type, _s), ("e", type, _e))));
        void Same(string text, Dense expected) => AssertSame(source, text, expected);

        Same("\"m\"", _m);
        Same("\"m\".T", _m.Transpose());
        Same("\"m\"[:, 3:7].T", _m.Slice(1, 3, 7, 1).Transpose());
        Same("\"m\"[1::3, ::4]", _m.Slice(0, 1, 12, 3).Slice(1, 0, 10, 4));
        Same("\"m\"[2]", _m.Index(0, 2));
        Same("\"m\"[:, 2]", _m.Index(1, 2));
        Same("\"m\"[2:3]", _m.Index(0, 2));
        Same("\"w\"", new Dense([10], _w.Elements));
        Same("\"w\"[0]", _w.Index(0, 0));
        Same("\"s\"", new Dense([1], _s.Elements));
        Same("\"s\"", _s);
        Same("\"c\".flat", _c.Flat());
        Same("\"c\".flat.T", _c.Flat().Transpose());
        Same("\"c\"[:, 1:3, ::2].flat", _c.Slice(1, 1, 3, 1).Slice(2, 0, 5, 2).Flat());
        Same("\"c\"[4].T", _c.Index(0, 4).Transpose());
        Same("\"e\"[1, :, 1::2].T", _e.Index(0, 1).Slice(1, 1, 10, 2).Transpose());
        Same("\"m\".heads(2, 3, 2)[1]", _m.Heads(2, 3, 2, [1]));
        Same("\"v\".heads(2, 3, 2)[1]", _v.Heads(2, 3, 2, [1]));
        Same("\"m\".heads(2, 3, 2)[0:2]", _m.Heads(2, 3, 2, [0, 1]));
        Same("\"m\".heads(3, 2, 2)[1, 0]", _m.Heads(3, 2, 2, [1, 0]));
        Same("\"m\".heads(1, 6, 2)[1::2, 0]", _m.Heads(1, 6, 2, [1, 3, 5, 0]));
        Same("\"m\".split(3)[2]", _m.Split(3, 2));
        Same("\"m\".rotary(3)", _m.Rotary(3));
        Same("\"v\".rotary(1)", _v.Rotary(1));
        Same("\"m\"[:, 0:8].T.rotary(2)[::3]", _m.Slice(1, 0, 8, 1).Transpose().Rotary(2).Slice(0, 0, 8, 3));
        Same("\"m\" + 1", _m.Map(element => element + 1));
        Same("\"m\" - 0.1", _m.Map(element => element - 0.1f));
        Same("\"m\".T * 0.3 / 7", _m.Transpose().Map(element => element * 0.3f / 7));
        Same("\"m\" + \"n\"", _m.Plus(_n));
        Same("(\"m\" + \"n\").T[2:5] * 0.5", _m.Plus(_n).Transpose().Slice(0, 2, 5, 1).Map(element => element * 0.5f));
        Same("cat(0, \"m\", \"n\")", _m.Cat(0, _n));
        Same("cat(1, \"m\", \"n\")", _m.Cat(1, _n));
        Same("cat(1, \"m\", \"n\", \"m\").T", _m.Cat(1, _n).Cat(1, _m).Transpose());
        Same("cat(0, \"m\", \"n\").rotary(2)", _m.Cat(0, _n).Rotary(2));
        Same("cat(0, \"m\", \"n\")[5:20:4, 3]", _m.Cat(0, _n).Slice(0, 5, 20, 4).Index(1, 3));
        Same("cat(0, \"m\", \"n\")[13]", _m.Cat(0, _n).Index(0, 13));
        Same("cat(0, \"m\", \"n\").heads(2, 3, 4)[2, 0]", _m.Cat(0, _n).Heads(2, 3, 4, [2, 0]));
        Same("cat(0, \"c\", \"c\").flat", _c.Cat(0, _c).Flat());
        Same("cat(1, \"c\", \"c\").flat", _c.Cat(1, _c).Flat());
        Same("cat(2, \"c\", \"c\" * 2).flat", _c.Cat(2, _c.Map(element => element * 2)).Flat());
        Same("cat(0, \"v\", \"v\" + 3)", _v.Cat(0, _v.Map(element => element + 3)));
        Same("\"none\" ?? \"m\"", _m);
        Same("\"m\" ?? \"n\"", _m);
        Same("\"none\" ?? 3", _m.Map(_ => 3));
        Same("((\"none\" ?? 3)[0].T + 1) * 2 / 4 - 1", _m.Map(_ => 1));
        Same("\"m\" + (\"none\" ?? 3)", _m.Map(element => element + 3));
        Same("(\"none\" ?? 3) + \"m\"", _m.Map(element => element + 3));
    }

    [Fact]
    public void HeadsOfOneNameAreStacked()
    {
        Dense[] heads = [Dense.Random(Numbers, 4), Dense.Random(Numbers, 4), Dense.Random(Numbers, 4)];
        using var folder = new TestFolder();
        using WeightSource source = WeightSource.Open(folder.Write("x.safetensors", RawSafetensors.File(
            ("n.1.w", "F32", heads[1]), ("n.0.w", "F16", heads[0]), ("n.2.w", "F32", heads[2]))));

        AssertSame(source, "\"n.{head}.w\"", Dense.Make([3, 4], index => heads[index[0]][index[1]]));
        AssertSame(source, "\"n.{head + 1}.(x|w)\" + 1", Dense.Make([2, 4], index => heads[index[0] + 1][index[1]] + 1));
        Assert.Contains("is [3, 4], but [4, 4] is expected", Assert.Throws<WeightsException>(() => WeightBinding.Bind(source, [new("r", "\"n.{head}.w\"", [4, 4])])).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public void WeightNormDividesByTheNormOverAllOtherAxes(int axis)
    {
        Dense gain = Dense.Random(Numbers, Dense.With([1, 1, 1], axis, _c.Shape[axis]));
        using var folder = new TestFolder();
        using WeightSource source = WeightSource.Open(folder.Write("x.safetensors", RawSafetensors.File(("v", "F32", _c), ("g", "F32", gain))));
        Dense expected = _c.WeightNorm(axis, gain.Elements).Flat();
        BoundWeight weight = WeightBinding.Bind(source, [new("r", $"weightnorm({axis}, \"v\", \"g\").flat", expected.Shape)])[0];

        float[] found = new float[expected.Elements.Length];
        weight.Read([0, 0], expected.Shape, found);

        // Factor and product are each rounded once to float32, the definition here only once: two units in the last place.
        Assert.All(found.Zip(expected.Elements), pair => Assert.InRange(Math.Abs(pair.First - pair.Second), 0, 2.4e-7f * Math.Abs(pair.Second)));
    }

    /// <summary>Whole, in blocks of rows as a packer asks, and some rectangles; bit for bit.</summary>
    internal static void AssertSame(WeightSource source, string text, Dense expected)
    {
        BoundWeight weight = WeightBinding.Bind(source, [new("r", text, expected.Shape)])[0];
        Assert.True(weight.IsPresent);
        AssertRectangle(weight, text, expected, new long[expected.Shape.Length], expected.Shape);
        var random = new Random(5);
        for (int trial = 0; trial < 8; trial++)
        {
            long[] start = Array.ConvertAll(expected.Shape, extent => random.NextInt64(extent));
            long[] count = expected.Shape.Zip(start, (extent, begin) => 1 + random.NextInt64(extent - begin)).ToArray();
            AssertRectangle(weight, text, expected, start, count);
        }
    }

    private static void AssertRectangle(BoundWeight weight, string text, Dense expected, long[] start, long[] count)
    {
        Dense rectangle = expected.Rectangle(start, count);
        float[] found = new float[rectangle.Elements.Length + 1];
        found[^1] = 77;
        weight.Read(start, count, found);
        Assert.True(rectangle.Elements.AsSpan().SequenceEqual(found.AsSpan(..^1)), $"{text} from [{string.Join(", ", start)}], [{string.Join(", ", count)}] places");
        Assert.Equal(77, found[^1]);
    }
}
