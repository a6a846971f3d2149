using Etch.Weights;

namespace Etch.Runtime.Tests.Weights;

/// <summary>Weights that lie in a stream: the same checks and the same elements as from a file.</summary>
public sealed class StreamTests
{
    private static readonly Dense A = Dense.Random(new Random(1), 2, 3), B = Dense.Random(new Random(2), 5);

    [Fact]
    public void AStreamIsReadFromWhereItStands()
    {
        byte[] file = RawSafetensors.File(("a", "F32", A), ("b", "F16", B));
        using MemoryStream stream = new([1, 2, 3, .. file]) { Position = 3 };
        using (WeightSource source = WeightSource.Open(stream))
        {
            Assert.Equal(["a", "b"], source.Names);
            Assert.Equal("the stream", source.FilePath);
            Assert.Equal(B.Elements, ReadAll(source.Find("b")!));
            Assert.Equal(A.Elements, ReadAll(source.Find("a")!));
        }

        Assert.True(stream.CanRead); // it stays its owner's
    }

    [Fact]
    public void ManyThreadsReadAtOnce()
    {
        using MemoryStream stream = new(RawSafetensors.File(("a", "F32", A), ("b", "F16", B)));
        using WeightSource source = WeightSource.Open(stream);

        Parallel.For(0, 1000, index => Assert.Equal(index % 2 == 0 ? A.Elements : B.Elements, ReadAll(source.Find(index % 2 == 0 ? "a" : "b")!)));
    }

    [Fact]
    public void NothingLiesBesideAStream()
    {
        using MemoryStream stream = new(RawSafetensors.File(("a", "F32", A)));
        using WeightSource source = WeightSource.Open(stream);

        Assert.Null(source.Find("2_Dense/linear.weight"));
    }

    [Fact]
    public void EveryCutIsRefused()
    {
        byte[] file = RawSafetensors.File(("a", "F32", A));
        for (int length = 0; length < file.Length; length++)
        {
            using MemoryStream cut = new(file, 0, length);
            Assert.StartsWith("the stream: ", Assert.Throws<InvalidDataException>(() => WeightSource.Open(cut)).Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void AStreamThatIsCutAfterItWasOpenedIsRefused()
    {
        using MemoryStream stream = new();
        stream.Write(RawSafetensors.File(("a", "F32", A)));
        stream.Position = 0;
        using WeightSource source = WeightSource.Open(stream);
        stream.SetLength(stream.Length - 1);

        Assert.Contains("the end of the file", Assert.Throws<InvalidDataException>(() => ReadAll(source.Find("a")!)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void AStreamBehindItsEndIsEmpty()
    {
        using MemoryStream stream = new([1, 2]) { Position = 9 };

        Assert.Contains("at least 8 bytes, found 0", Assert.Throws<InvalidDataException>(() => WeightSource.Open(stream)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void AStreamThatCannotSeekIsRefused()
    {
        using System.IO.Compression.DeflateStream stream = new(new MemoryStream(), System.IO.Compression.CompressionMode.Decompress);

        Assert.Contains("cannot seek; copy it into a MemoryStream", Assert.Throws<ArgumentException>(() => WeightSource.Open(stream)).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentNullException>(() => WeightSource.Open((Stream)null!));
    }

    private static float[] ReadAll(SafetensorsTensor tensor)
    {
        float[] elements = new float[tensor.ElementCount];
        tensor.Read(0, elements);
        return elements;
    }
}
