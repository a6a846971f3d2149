using Etch.Weights;

namespace Etch.Runtime.Tests.Weights;

/// <summary>Tensors that are larger than a piece and than a window, read in blocks of 48 rows as a packer does.</summary>
public sealed class LargeTensorTests
{
    private const int BlockRows = 48;

    [Theory]
    // 4.9 million elements: more than one window holds, so that the transposed one is read in two passes.
    [InlineData("F32", "\"m\".T")]
    [InlineData("BF16", "\"m\".T")]
    [InlineData("F32", "\"m\"[:, 1::2].T")]
    [InlineData("F16", "\"m\"")]
    [InlineData("F32", "\"m\"[:, 700:708]")]
    [InlineData("F32", "\"m\"[:, 700]")]
    [InlineData("F32", "\"m\".rotary(5)")]
    [InlineData("F32", "\"m\".T + \"m\".T")]
    public void BlocksOfRowsAreRight(string type, string text)
    {
        Dense matrix = Dense.Make([2_500, 1_950], index => ((index[0] * 31) + (index[1] * 7)) % 251 / 64f);
        Dense expected = text switch
        {
            "\"m\"" => matrix,
            "\"m\".T" => matrix.Transpose(),
            "\"m\"[:, 1::2].T" => matrix.Slice(1, 1, 1_950, 2).Transpose(),
            "\"m\"[:, 700:708]" => matrix.Slice(1, 700, 708, 1),
            "\"m\"[:, 700]" => matrix.Index(1, 700),
            "\"m\".rotary(5)" => matrix.Rotary(5),
            _ => matrix.Transpose().Map(element => element + element),
        };
        using var folder = new TestFolder();
        using WeightSource source = WeightSource.Open(folder.Write("x.safetensors", RawSafetensors.File(("m", type, matrix))));
        BoundWeight weight = WeightBinding.Bind(source, [new("r", text, expected.Shape)])[0];

        AssertBlocks(weight, expected);
    }

    [Fact]
    public void ManyThreadsMayReadAtOnce()
    {
        const int Matrices = 6, Extent = 96;
        var random = new Random(3);
        Dense[] matrices = Enumerable.Range(0, Matrices).Select(_ => Dense.Random(random, Extent, Extent)).ToArray();
        using var folder = new TestFolder();
        using WeightSource source = WeightSource.Open(folder.Write("x.safetensors", RawSafetensors.File(matrices.Select((matrix, index) => ("m" + index, "F16", matrix)).ToArray())));
        IReadOnlyList<BoundWeight> weights = WeightBinding.Bind(source, matrices.Select((_, index) => new WeightRequest("r" + index, $"\"m{index}\".T", [Extent, Extent])).ToArray());

        // More matrices than windows, so that threads take windows from one another.
        Parallel.For(0, 60, trial => AssertBlocks(weights[trial % Matrices], matrices[trial % Matrices].Transpose()));
    }

    [Fact]
    public void MemoryStaysBoundedWhateverTheSizeOfTheTensor()
    {
        const int Rows = 4_096, Columns = 4_096;
        using var folder = new TestFolder();
        string path = folder.PathOf("x.safetensors");
        using (var writer = new SafetensorsWriter(path, [("m", [Rows, Columns])]))
        {
            float[] row = new float[Columns];
            for (int index = 0; index < Rows; index++)
            {
                row.AsSpan().Fill(index);
                writer.Write(row);
            }
            writer.Complete();
        }
        using WeightSource source = WeightSource.Open(path);
        IReadOnlyList<BoundWeight> weights = WeightBinding.Bind(source, [new("plain", "\"m\"", [Rows, Columns]), new("transposed", "\"m\".T + 1", [Rows, Columns])]);
        float[] block = new float[BlockRows * Columns];

        // Plain rows go straight from the file to the destination.
        Assert.InRange(Allocated(weights[0], block), 0, 64 << 10);
        Assert.Equal((Rows - 1f, Rows - 1f), (block[(Rows % BlockRows * Columns) - Columns], block[(Rows % BlockRows * Columns) - 1]));
        // One window of 16 MB, and pieces from the pool that are 4 MB each and are kept there.
        Assert.InRange(Allocated(weights[1], block), 0, 32 << 20);
        Assert.Equal((1f, Rows), (block[0], block[Columns - 1]));
        // The second time everything is there already.
        Assert.InRange(Allocated(weights[1], block), 0, 1 << 20);
    }

    private static long Allocated(BoundWeight weight, float[] block)
    {
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (long row = 0; row < weight.Shape[0]; row += BlockRows)
        {
            weight.Read([row, 0], [Math.Min(BlockRows, weight.Shape[0] - row), weight.Shape[1]], block);
        }
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }

    private static void AssertBlocks(BoundWeight weight, Dense expected)
    {
        long width = expected.Elements.Length / expected.Shape[0];
        float[] block = new float[BlockRows * width];
        for (long row = 0; row < expected.Shape[0]; row += BlockRows)
        {
            long rows = Math.Min(BlockRows, expected.Shape[0] - row);
            weight.Read([row, .. new long[expected.Shape.Length - 1]], [rows, .. expected.Shape[1..]], block);
            Assert.True(expected.Elements.AsSpan((int)(row * width), (int)(rows * width)).SequenceEqual(block.AsSpan(0, (int)(rows * width))), $"rows from {row} on");
        }
    }
}
