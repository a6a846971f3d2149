using Etch.Execution;

namespace Etch.Runtime.Tests.Memory;

public sealed unsafe class AlignedMemoryTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(64)]
    [InlineData(1000)]
    [InlineData(300_001)]
    public void StartsAtALineAndIsZero(int bytes)
    {
        FillAndFree(bytes);         // so that the allocator has dirty memory of this size to give
        using var memory = new AlignedMemory(bytes);

        Assert.Equal(bytes, memory.Length);
        Assert.Equal(0u, (nuint)memory.Pointer % AlignedMemory.Alignment);
        Assert.True(memory.Pointer != null);
        Assert.Equal(-1, new ReadOnlySpan<byte>(memory.Pointer, bytes).IndexOfAnyExcept((byte)0));
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(long.MinValue)]
    [InlineData(long.MaxValue)]
    public void RefusesAnImpossibleSize(long bytes) => Assert.Throws<ArgumentOutOfRangeException>(() => new AlignedMemory(bytes));

    [Fact]
    public void SaysHowMuchMemoryWasNotThere()
    {
        Assert.SkipUnless(Environment.Is64BitProcess, "A 32-bit process refuses this size before it asks the system.");
        var error = Assert.Throws<OutOfMemoryException>(() => new AlignedMemory(1L << 62));     // beyond any processor's address space

        Assert.Contains((1L << 62).ToString(), error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void SpansAreViewsOfTheBlock()
    {
        using var memory = new AlignedMemory(10 * sizeof(float) + 3);
        memory.AsSpan(2, 3).Fill(1.5f);

        Assert.Equal([0, 0, 1.5f, 1.5f, 1.5f, 0, 0, 0, 0, 0], new ReadOnlySpan<float>(memory.Floats, 10));
        Assert.Equal(0, memory.AsSpan(10, 0).Length);
    }

    [Theory]
    [InlineData(-1, 1, "firstElement")]
    [InlineData(11, 0, "firstElement")]
    [InlineData(long.MaxValue, 1, "firstElement")]
    [InlineData(0, -1, "count")]
    [InlineData(0, 11, "count")]
    [InlineData(9, 2, "count")]
    [InlineData(10, int.MaxValue, "count")]
    public void SpansOutsideTheBlockAreRefused(long firstElement, int count, string parameter)
    {
        using var memory = new AlignedMemory(10 * sizeof(float) + 3);

        Assert.Throws<ArgumentOutOfRangeException>(parameter, () => { _ = memory.AsSpan(firstElement, count); });
    }

    [Fact]
    public void ASecondDisposeIsHarmlessAndUseAfterItIsRefused()
    {
        var memory = new AlignedMemory(100_000);
        memory.Dispose();
        memory.Dispose();

        Assert.Throws<ObjectDisposedException>(() => { _ = memory.Pointer; });
        Assert.Throws<ObjectDisposedException>(() => { _ = memory.Floats; });
        Assert.Throws<ObjectDisposedException>(() => { _ = memory.AsSpan(0, 0); });
    }

    private static void FillAndFree(int bytes)
    {
        using var memory = new AlignedMemory(bytes);
        new Span<byte>(memory.Pointer, bytes).Fill(0xFF);
    }
}
