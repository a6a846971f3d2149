using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text.Json;
using Etch.Numerics;

namespace Etch.Runtime.Tests.Numerics;

public sealed class SinusoidTableTests
{
    [Fact]
    public void Interleaved()
    {
        AssertMatches(Layout.Interleaved, 6, PositionValues.Interleaved6);
        AssertMatches(Layout.Interleaved, 9, PositionValues.Interleaved9);
    }

    [Fact]
    public void Halves()
    {
        AssertMatches(Layout.Halves, 6, PositionValues.Halves6);
        AssertMatches(Layout.Halves, 9, PositionValues.Halves9);
    }

    [Fact]
    public void HalvesInclusive()
    {
        AssertMatches(Layout.HalvesInclusive, 6, PositionValues.HalvesInclusive6);
        AssertMatches(Layout.HalvesInclusive, 9, PositionValues.HalvesInclusive9);
    }

    // Files of these two families hold the table that the reference made, so it can be met to the bit.
    [Theory]
    [InlineData("pegasus", "model.encoder.embed_positions.weight")]
    [InlineData("pegasus", "model.decoder.embed_positions.weight")]
    [InlineData("roformer", "encoder.embed_positions.weight")]
    public void IsTheTableOfTheReference(string golden, string tensor)
    {
        string? path = SharedFile("goldens", golden, "model.safetensors");
        Assert.SkipUnless(path is not null, "The folder 'shared' with the goldens does not lie beside the checkout.");

        (int positions, int width, float[] expected) = ReadMatrix(path!, tensor);
        float[] actual = new float[positions * width];
        SinusoidTable.Fill(Layout.Halves, 0, positions, width, actual);
        Assert.Equal(expected, actual);
    }

    [Fact]
    public void BadArgumentsAreRefused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => SinusoidTable.Fill(Layout.Halves, -1, 1, 4, new float[4]));
        Assert.Throws<ArgumentOutOfRangeException>(() => SinusoidTable.Fill(Layout.HalvesInclusive, 0, 1, 3, new float[4]));
        Assert.Throws<ArgumentOutOfRangeException>(() => SinusoidTable.Fill(Layout.Halves, int.MaxValue, 1, 4, new float[4]));
        Assert.Throws<ArgumentException>(() => SinusoidTable.Fill(Layout.Halves, 0, 1 << 16, 1 << 16, new float[4]));
    }

    private static void AssertMatches(Layout layout, int width, float[][] expected)
    {
        const int Offset = 2;
        float[] table = new float[100_000 * width];
        SinusoidTable.Fill(layout, Offset, 100_000, width, table);
        int[] positions = [2, 3, 1000, 100_001];
        Assert.Equal(expected, positions.Select(position => table.AsSpan((position - Offset) * width, width).ToArray()));
    }

    private static (int Rows, int Columns, float[] Values) ReadMatrix(string path, string tensor)
    {
        byte[] file = File.ReadAllBytes(path);
        int header = (int)BinaryPrimitives.ReadInt64LittleEndian(file);
        using JsonDocument document = JsonDocument.Parse(file.AsMemory(8, header));
        JsonElement entry = document.RootElement.GetProperty(tensor);
        JsonElement shape = entry.GetProperty("shape"), offsets = entry.GetProperty("data_offsets");
        int begin = offsets[0].GetInt32(), end = offsets[1].GetInt32();
        float[] values = MemoryMarshal.Cast<byte, float>(file.AsSpan(8 + header + begin, end - begin)).ToArray();
        return (shape[0].GetInt32(), shape[1].GetInt32(), values);
    }

    private static string? SharedFile(params string[] parts)
    {
        DirectoryInfo? folder = new(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "CompilerDemo.sln")))
        {
            folder = folder.Parent;
        }

        string? path = folder?.Parent is { } parent ? Path.Combine([parent.FullName, "shared", .. parts]) : null;
        return File.Exists(path) ? path : null;
    }
}
