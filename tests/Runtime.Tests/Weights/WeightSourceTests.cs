using Etch.Weights;

namespace Etch.Runtime.Tests.Weights;

public sealed class WeightSourceTests
{
    private static readonly Dense Row = new([2], [1, 2]), Other = new([2], [3, 4]);

    [Fact]
    public void AFolderIsItsFileOrItsShards()
    {
        using var folder = new TestFolder();
        Shards(folder, "{\"a\":\"p1.safetensors\",\"b\":\"p2.safetensors\"}");
        using (WeightSource shards = WeightSource.Open(folder.Root))
        {
            Assert.Equal(["a", "b"], shards.Names);
            Assert.Equal("p2.safetensors", Path.GetFileName(shards.Find("b")!.FilePath));
        }
        using (WeightSource index = WeightSource.Open(folder.PathOf("model.safetensors.index.json")))
        {
            Assert.Equal(["a", "b"], index.Names);
        }
        folder.Write("model.safetensors", RawSafetensors.File(("c", "F32", Row)));
        using WeightSource single = WeightSource.Open(folder.Root);
        Assert.Equal(["c"], single.Names);
    }

    [Fact]
    public void NothingThereIsAFileNotFoundException()
    {
        using var folder = new TestFolder();

        Assert.Contains("model.safetensors.index.json is expected in the folder", Assert.Throws<FileNotFoundException>(() => WeightSource.Open(folder.Root)).Message, StringComparison.Ordinal);
        Assert.Contains("nothing of that name", Assert.Throws<FileNotFoundException>(() => WeightSource.Open(folder.PathOf("x"))).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{\"a\":\"p1.safetensors\",\"b\":\"p3.safetensors\"}", "all 2 parts beside the index, found no p3.safetensors")]
    [InlineData("{\"a\":\"p1.safetensors\",\"b\":\"p2.safetensors\",\"c\":\"p2.safetensors\"}", "\"c\": expected it in p2.safetensors, as the index says, found it nowhere")]
    [InlineData("{\"a\":\"p2.safetensors\",\"b\":\"p1.safetensors\"}", "\"a\": expected it in p2.safetensors")]
    [InlineData("{\"a\":\"../p1.safetensors\"}", "the name of a file in the same folder")]
    [InlineData("{\"a\":\"C:\\\\p1.safetensors\"}", "the name of a file in the same folder")]
    [InlineData("{\"a\":\"p1.safetensors\",\"a\":\"p2.safetensors\"}", "a name that stands once, found it twice")]
    [InlineData("{\"a\":7}", "as a text, found Number")]
    [InlineData("[]", "expected an object \"weight_map\", found StartArray")]
    [InlineData("{", "an index in JSON is expected")]
    public void AnIndexThatLiesIsOneClearException(string map, string message)
    {
        using var folder = new TestFolder();
        Shards(folder, map);

        Assert.Contains(message, Assert.Throws<InvalidDataException>(() => WeightSource.Open(folder.Root)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void AnIndexWithoutAMapAndATensorInTwoPartsAreRefused()
    {
        using var folder = new TestFolder();
        Shards(folder, "{\"a\":\"p1.safetensors\",\"b\":\"p2.safetensors\"}");
        folder.Write("p2.safetensors", RawSafetensors.File(("b", "F32", Row), ("a", "F32", Row)));
        Assert.Contains("it in one part", Assert.Throws<InvalidDataException>(() => WeightSource.Open(folder.Root)).Message, StringComparison.Ordinal);

        File.WriteAllText(folder.PathOf("model.safetensors.index.json"), "{\"metadata\":{\"total_size\":8}}");
        Assert.Contains("an object \"weight_map\", found none", Assert.Throws<InvalidDataException>(() => WeightSource.Open(folder.Root)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void ANameMayBeginWithAFolderOrAFile()
    {
        using var folder = new TestFolder();
        folder.Write("model.safetensors", RawSafetensors.File(("a", "F32", Row), ("x/y", "F32", Other)));
        folder.Write("2_Dense/model.safetensors", RawSafetensors.File(("linear.weight", "F32", Other), ("linear.bias", "F32", Row)));
        folder.Write("deep/down/own.safetensors", RawSafetensors.File(("a", "F32", Row)));
        using WeightSource source = WeightSource.Open(folder.Root);

        Assert.Equal("linear.weight", source.Find("2_Dense/linear.weight")!.Name);
        Assert.Equal("linear.weight", source.Find("2_Dense/model.safetensors/linear.weight")!.Name);
        Assert.Equal("a", source.Find("deep/down/own.safetensors/a")!.Name);
        Assert.Equal("x/y", source.Find("x/y")!.Name);
        Assert.Null(source.Find("2_Dense/none"));
        Assert.Null(source.Find("3_Dense/linear.weight"));
        Assert.Null(source.Find("../" + Path.GetFileName(folder.Root) + "/a"));
        Assert.Null(source.Find("/a"));
    }

    [Fact]
    public void WhatNobodyUsesIsListed()
    {
        using var folder = new TestFolder();
        folder.Write("model.safetensors", RawSafetensors.File(("a", "F32", Row), ("b", "F32", Other)));
        folder.Write("2_Dense/model.safetensors", RawSafetensors.File(("linear.weight", "F32", Other), ("linear.bias", "F32", Row)));
        using WeightSource source = WeightSource.Open(folder.Root);

        IReadOnlyList<BoundWeight> weights = WeightBinding.Bind(source, [new("r", "\"b\" + \"2_Dense/linear.weight\"", [2])]);

        Assert.Equal(["b", "2_Dense/linear.weight"], weights[0].Tensors);
        Assert.Equal(["a", "2_Dense/linear.bias"], source.Unused(weights));
    }

    private static void Shards(TestFolder folder, string map)
    {
        folder.Write("p1.safetensors", RawSafetensors.File(("a", "F32", Row)));
        folder.Write("p2.safetensors", RawSafetensors.File(("b", "F32", Other)));
        File.WriteAllText(folder.PathOf("model.safetensors.index.json"), "{\"metadata\":{\"total_size\":16},\"weight_map\":" + map + "}");
    }
}
