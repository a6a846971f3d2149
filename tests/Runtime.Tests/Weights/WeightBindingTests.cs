using Etch.Weights;

namespace Etch.Runtime.Tests.Weights;

public sealed class WeightBindingTests
{
    [Fact]
    public void EverythingThatIsWrongIsInOneException()
    {
        var random = new Random(1);
        using var folder = new TestFolder();
        string header = "{\"ids\":{\"dtype\":\"I64\",\"shape\":[3],\"data_offsets\":[0,24]},\"m\":{\"dtype\":\"F32\",\"shape\":[2,3],\"data_offsets\":[24,48]}}";
        string path = folder.Write("model.safetensors", RawSafetensors.File(header, 48));
        using WeightSource source = WeightSource.Open(path);

        var exception = Assert.Throws<WeightsException>(() => WeightBinding.Bind(source,
        [
            new("right", "\"m\"", [2, 3]),
            new("missing", "\"(bert.|)none\"", [2, 3]),
            new("shape", "\"m\".T", [2, 3]),
            new("type", "\"ids\"", [3]),
            new("syntax", "\"m\".t", [3]),
            new("place", "\"m.{layer}\"", [3]),
            new("number", "cat(0, \"none\" ?? 0, \"m\")", [3, 3]),
            new("optional, yet wrong", "\"m\"", [7], Optional: true),
            new("optional, half there", "\"m\" + \"none\"", [2, 3], Optional: true),
            new("both", "\"none\" ?? \"nothing\"", [3]),
        ]));

        string[] expected =
        [
            "missing: the tensor \"(bert.|)none\" is expected; the file has none of that name.",
            "shape: \"m\".T is [3, 2], but [2, 3] is expected.",
            "type: the tensor \"ids\" is I64; F32, F16 or BF16 is expected.",
            "syntax: a weight expression is expected; at offset 4 of \"m\".t: after '.' stands T, flat, heads, split or rotary; found 't'.",
            "place: \"m.{layer}\" still has the placeholder {layer}; a number is expected.",
            "number: cat(0, 0, \"m\") needs tensors; the file lacks one, and the number that stands for it has no shape.",
            "optional, yet wrong: \"m\" is [2, 3], but [7] is expected.",
            "optional, half there: the tensor \"none\" is expected; the file has none of that name.",
            "both: the tensor \"none\" is expected; the file has none of that name.",
            "both: the tensor \"nothing\" is expected; the file has none of that name.",
        ];
        Assert.Equal(expected.Select(problem => path + ": " + problem), exception.Problems);
        Assert.All(expected, problem => Assert.Contains(problem, exception.Message, StringComparison.Ordinal));
    }

    [Fact]
    public void AlternativesAreChosenOnceForAllNames()
    {
        var one = new Dense([1], [1]);
        using var folder = new TestFolder();
        using WeightSource source = Source(folder, ("bert.a", one), ("bert.n.gamma", one), ("b", one), ("bert.b2.weight", one), ("bert.b2.gamma", one));

        IReadOnlyList<BoundWeight> weights = WeightBinding.Bind(source,
        [
            new("a", "\"(bert.|)a\"", [1]),
            new("n", "\"(bert.|)n.(weight|gamma)\"", [1]),
            new("b2", "\"(bert.|)b2.(weight|gamma)\"", [1]),
            new("b", "\"(bert.|)b\"", [1], Optional: true),
            new("other group", "\"(x.|)b\"", [1]),
        ]);

        Assert.Equal(["bert.a", "bert.n.gamma", "bert.b2.gamma", "b"], weights.SelectMany(weight => weight.Tensors));
        Assert.False(weights[3].IsPresent);
        string message = Assert.Throws<WeightsException>(() => WeightBinding.Bind(source, [new("a", "\"(bert.|)a\"", [1]), new("b", "\"(bert.|)b\"", [1])])).Message;
        Assert.Contains("(bert.|) is \"bert.\" in this file", message, StringComparison.Ordinal);
    }

    [Fact]
    public void AFallbackThatIsNotNeededDecidesNothing()
    {
        var one = new Dense([1], [1]);
        using var folder = new TestFolder();
        using WeightSource source = Source(folder, ("head", one), ("p.tokens", one), ("tokens", one), ("layer", one));

        IReadOnlyList<BoundWeight> weights = WeightBinding.Bind(source, [new("head", "\"head\" ?? \"(p.|)tokens\"", [1]), new("layer", "\"(p.|)layer\"", [1])]);

        Assert.Equal(["head", "layer"], weights.SelectMany(weight => weight.Tensors));
    }

    [Fact]
    public void AnAbsentOptionalWeightCannotBeRead()
    {
        using var folder = new TestFolder();
        using WeightSource source = Source(folder, ("a", new Dense([1], [1])));

        BoundWeight weight = WeightBinding.Bind(source, [new("r", "\"none\"", [4], Optional: true)])[0];

        Assert.False(weight.IsPresent);
        Assert.Empty(weight.Tensors);
        Assert.Throws<InvalidOperationException>(() => weight.Read([0], [1], new float[1]));
    }

    [Fact]
    public void ARectangleOutsideIsRefused()
    {
        using var folder = new TestFolder();
        using WeightSource source = Source(folder, ("a", Dense.Random(new Random(1), 4, 5)));
        BoundWeight weight = WeightBinding.Bind(source, [new("r", "\"a\"", [4, 5])])[0];

        Assert.Throws<ArgumentException>(() => weight.Read([0, 3], [1, 3], new float[99]));
        Assert.Throws<ArgumentException>(() => weight.Read([-1, 0], [1, 1], new float[99]));
        Assert.Throws<ArgumentException>(() => weight.Read([long.MaxValue, 0], [2, 1], new float[99]));
        Assert.Throws<ArgumentException>(() => weight.Read([0, 0], [-1, 1], new float[99]));
        Assert.Throws<ArgumentException>(() => weight.Read([0], [1], new float[99]));
        Assert.Throws<ArgumentException>(() => weight.Read([0, 0], [4, 5], new float[19]));
        Assert.Throws<ArgumentException>(() => WeightBinding.Bind(source, [new("r", "\"a\"", [0])]));
        float[] untouched = [7];
        weight.Read([4, 0], [0, 5], untouched);
        Assert.Equal(7, untouched[0]);
    }

    [Fact]
    public void ARequestIsPutInItsPlace()
    {
        WeightRequest request = new WeightRequest("layers.{layer}.experts.{expert}.up", "\"h.{layer + 1}.w\"[{expert}].T", [2, 2]).At(layer: 2, expert: 5);

        Assert.Equal("layers.2.experts.5.up", request.Role);
        Assert.Equal("\"h.3.w\"[5].T", request.Expression);
    }

    [Fact]
    public void AFileThatIsCutAfterItsCheckIsAClearException()
    {
        using var folder = new TestFolder();
        using WeightSource source = Source(folder, ("a", Dense.Random(new Random(1), 100)));
        BoundWeight weight = WeightBinding.Bind(source, [new("r", "\"a\"", [100])])[0];
        if (OperatingSystem.IsWindows())
        {
            Assert.Throws<IOException>(() => Cut(source.FilePath));
            return;
        }
        Cut(source.FilePath);

        Assert.Contains("\"a\": expected", Assert.Throws<InvalidDataException>(() => weight.Read([0], [100], new float[100])).Message, StringComparison.Ordinal);
    }

    private static void Cut(string path)
    {
        using var stream = new FileStream(path, FileMode.Open, FileAccess.Write, FileShare.ReadWrite);
        stream.SetLength(stream.Length - 40);
    }

    private static WeightSource Source(TestFolder folder, params (string Name, Dense Value)[] tensors) =>
        WeightSource.Open(folder.Write("model.safetensors", RawSafetensors.File(Array.ConvertAll(tensors, tensor => (tensor.Name, "F32", tensor.Value)))));
}
