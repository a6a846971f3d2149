using Etch.Weights;

namespace Etch.Runtime.Tests.Weights;

public sealed class SafetensorsWriterTests
{
    [Fact]
    public void WhatIsWrittenIsRead()
    {
        var random = new Random(1);
        Dense a = Dense.Random(random, 3, 2), b = Dense.Random(random, 4), c = Dense.Random(random);
        using var folder = new TestFolder();
        string path = folder.PathOf("x.safetensors");
        using (var writer = new SafetensorsWriter(path, [("a \"é", [3, 2]), ("b", [4]), ("c", [])]))
        {
            float[] all = [.. a.Elements, .. b.Elements, .. c.Elements];
            writer.Write(all.AsSpan(0, 7));
            writer.Write(all.AsSpan(7));
            writer.Complete();
        }

        byte[] bytes = File.ReadAllBytes(path);
        Assert.Equal(0, (8 + BitConverter.ToInt64(bytes)) % 8);
        using SafetensorsFile file = SafetensorsFile.Open(path);
        Assert.Equal(["a \"é", "b", "c"], file.Tensors.Select(tensor => tensor.Name));
        foreach ((SafetensorsTensor tensor, Dense expected) in file.Tensors.Zip([a, b, c]))
        {
            float[] elements = new float[tensor.ElementCount];
            tensor.Read(0, elements);
            Assert.Equal(expected.Shape, tensor.Shape);
            Assert.Equal(expected.Elements, elements);
        }
        Assert.Single(Directory.GetFiles(folder.Root));
    }

    [Fact]
    public void AnUnfinishedFileLeavesWhatWasThere()
    {
        using var folder = new TestFolder();
        string path = folder.Write("x.safetensors", [1, 2, 3]);
        using (var writer = new SafetensorsWriter(path, [("a", [2])]))
        {
            writer.Write([1]);
            Assert.Contains("only 1 were written", Assert.Throws<InvalidOperationException>(writer.Complete).Message, StringComparison.Ordinal);
            Assert.Contains("have 2 elements; 3 are written", Assert.Throws<InvalidOperationException>(() => writer.Write([2, 3])).Message, StringComparison.Ordinal);
        }

        Assert.Equal([1, 2, 3], File.ReadAllBytes(path));
        Assert.Single(Directory.GetFiles(folder.Root));
        Assert.Throws<ArgumentException>(() => new SafetensorsWriter(path, [("a", [2]), ("a", [2])]));
        Assert.Throws<ArgumentOutOfRangeException>(() => new SafetensorsWriter(path, [("a", [-2])]));
    }
}
