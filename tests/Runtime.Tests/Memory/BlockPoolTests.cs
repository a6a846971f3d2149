using Etch.Execution;

namespace Etch.Runtime.Tests.Memory;

public sealed class BlockPoolTests
{
    private const int Bytes = BlockTable.PositionsPerBlock * sizeof(float);

    [Fact]
    public void ABlockThatComesBackIsGivenOutAgainAndIsZero()
    {
        using var pool = new BlockPool(Bytes);
        CacheBlock first = pool.Take();
        first.Memory.AsSpan(0, BlockTable.PositionsPerBlock).Fill(float.NaN);
        first.Release();
        CacheBlock second = pool.Take();

        Assert.Same(first, second);
        Assert.Equal(new float[BlockTable.PositionsPerBlock], second.Memory.AsSpan(0, BlockTable.PositionsPerBlock));
    }

    [Fact]
    public void ASharedBlockComesBackWithItsLastHolder()
    {
        using var pool = new BlockPool(Bytes);
        CacheBlock block = pool.Take();
        block.Share();
        Assert.True(block.IsShared);

        block.Release();
        Assert.Equal((1, 0), (pool.BlocksInUse, pool.FreeBlocks));
        Assert.False(block.IsShared);

        block.Release();
        Assert.Equal((0, 1), (pool.BlocksInUse, pool.FreeBlocks));
    }

    [Fact]
    public void KeepsNoMoreThanItsBound()
    {
        using var pool = new BlockPool(Bytes, maximumFreeBytes: (2 * Bytes) + 1);
        CacheBlock[] blocks = [.. Enumerable.Range(0, 5).Select(_ => pool.Take())];
        Assert.Equal(5, pool.BlocksInUse);
        foreach (CacheBlock block in blocks)
            block.Release();

        Assert.Equal((0, 2), (pool.BlocksInUse, pool.FreeBlocks));
        Assert.Equal(3, blocks.Count(IsFreed));
    }

    [Fact]
    public void ADisposedPoolRefusesAndFreesWhatComesBack()
    {
        var pool = new BlockPool(Bytes);
        CacheBlock held = pool.Take(), unused = pool.Take();
        unused.Release();
        pool.Dispose();
        pool.Dispose();

        Assert.True(IsFreed(unused));
        Assert.False(IsFreed(held));
        Assert.Throws<ObjectDisposedException>(() => pool.Take());
        Assert.Throws<ObjectDisposedException>(() => pool.TakeCopy(held));
        held.Release();
        Assert.True(IsFreed(held));
        Assert.Equal((0, 0), (pool.BlocksInUse, pool.FreeBlocks));
    }

    [Fact]
    public void AFailedAllocationCountsNothing()
    {
        using var pool = new BlockPool(Bytes, 0, _ => throw new OutOfMemoryException());

        Assert.Throws<OutOfMemoryException>(() => pool.Take());
        Assert.Equal(0, pool.BlocksInUse);
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(-1, 0)]
    [InlineData(1, -1)]
    public void RefusesImpossibleSizes(long bytesPerBlock, long maximumFreeBytes) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new BlockPool(bytesPerBlock, maximumFreeBytes));

    [Fact]
    public async Task ManyThreadsNeverHoldOneBlockTogether()
    {
        using var pool = new BlockPool(Bytes, maximumFreeBytes: 3 * Bytes);
        int mixed = 0;
        await Task.WhenAll(Enumerable.Range(1, 8).Select(thread => Task.Run(() =>
        {
            for (int i = 0; i < 2_000; i++)
                Interlocked.Add(ref mixed, WriteAndCheck(pool, thread) ? 0 : 1);
        })));

        Assert.Equal(0, mixed);
        Assert.Equal(0, pool.BlocksInUse);
        Assert.InRange(pool.FreeBlocks, 1, 3);
    }

    [Fact]
    public async Task HoldersComeAndGoOnManyThreadsWithoutLosingCount()
    {
        using var pool = new BlockPool(Bytes);
        CacheBlock block = pool.Take();
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() =>
        {
            for (int i = 0; i < 200_000; i++)
            {
                block.Share();
                block.Release();
            }
        })));

        Assert.False(block.IsShared);
        Assert.Equal((1, 0), (pool.BlocksInUse, pool.FreeBlocks));
        block.Release();
        Assert.Equal((0, 1), (pool.BlocksInUse, pool.FreeBlocks));
    }

    private static bool WriteAndCheck(BlockPool pool, int mark)
    {
        CacheBlock block = pool.Take();
        Span<float> values = block.Memory.AsSpan(0, BlockTable.PositionsPerBlock);
        bool zero = !values.ContainsAnyExcept(0f);
        values.Fill(mark);
        Thread.SpinWait(20);
        bool mine = !values.ContainsAnyExcept((float)mark);
        block.Release();
        return zero && mine;
    }

    private static unsafe bool IsFreed(CacheBlock block)
    {
        try
        {
            return block.Memory.Pointer == null;
        }
        catch (ObjectDisposedException)
        {
            return true;
        }
    }
}
