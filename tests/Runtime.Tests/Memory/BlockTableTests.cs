using Etch.Execution;

namespace Etch.Runtime.Tests.Memory;

public sealed class BlockTableTests : IDisposable
{
    private const int Block = BlockTable.PositionsPerBlock;
    private readonly BlockPool _pool = new(Block * sizeof(float));

    public void Dispose() => _pool.Dispose();

    [Theory]
    [InlineData(1, 1)]
    [InlineData(95, 1)]
    [InlineData(96, 1)]
    [InlineData(97, 2)]
    [InlineData(960, 10)]
    public void ReservesTheBlocksThatThePositionsNeed(int positions, int blocks)
    {
        using var table = new BlockTable(_pool, 960);
        table.Reserve(positions);

        Assert.Equal(blocks, _pool.BlocksInUse);
        Assert.Equal(blocks, CountOfPointers(table, 10));
        Assert.Equal(0, table.Length);
    }

    [Fact]
    public void WhatWasNotCommittedIsDropped()
    {
        using BlockTable table = Filled(100, value: 1);
        table.Reserve(500);
        table.Abandon();
        Assert.Equal((100, 2), (table.Length, _pool.BlocksInUse));

        table.Reserve(500);
        table.Commit(200);
        Assert.Equal((200, 3), (table.Length, _pool.BlocksInUse));
        Assert.Throws<ArgumentOutOfRangeException>(() => table.Commit(201));
    }

    [Fact]
    public unsafe void ARewoundTableKeepsThePartialBlock()
    {
        using BlockTable table = Filled(300, value: 1);
        float* second = table.Pointers[1];
        table.Rewind(97);

        Assert.Equal((97, 2), (table.Length, _pool.BlocksInUse));
        Assert.True(table.Pointers[1] == second && table.Pointers[2] == null);
        Assert.Equal(1, *At(table, 96));
    }

    [Fact]
    public unsafe void ForksShareAndDivergeAtThePartialBlock()
    {
        using BlockTable table = Filled(150, value: 1);
        using BlockTable fork = table.Fork();
        Assert.Equal(2, _pool.BlocksInUse);

        Append(fork, 10, value: 2);
        Append(table, 5, value: 3);

        Assert.Equal(3, _pool.BlocksInUse);
        Assert.True(table.Pointers[0] == fork.Pointers[0]);
        Assert.Equal((1f, 3f, 1f, 2f), (*At(table, 149), *At(table, 150), *At(fork, 149), *At(fork, 150)));
    }

    [Fact]
    public unsafe void AForkCopiesNothingWhereTheLastBlockIsFull()
    {
        using BlockTable table = Filled(2 * Block, value: 1);
        using BlockTable fork = table.Fork();
        Append(fork, 1, value: 2);

        Assert.Equal(3, _pool.BlocksInUse);
        Assert.True(table.Pointers[1] == fork.Pointers[1] && table.Pointers[2] == null);
    }

    [Fact]
    public unsafe void TheLastHolderWritesInPlace()
    {
        using BlockTable table = Filled(50, value: 1);
        float* block = table.Pointers[0];
        table.Fork().Dispose();
        Append(table, 1, value: 2);

        Assert.True(table.Pointers[0] == block);
    }

    [Fact]
    public unsafe void ATableOutlivesTheOneItWasForkedFrom()
    {
        BlockTable table = Filled(150, value: 1);
        using BlockTable fork = table.Fork();
        table.Dispose();

        Assert.Equal(2, _pool.BlocksInUse);
        Assert.Equal((1f, 1f), (*At(fork, 0), *At(fork, 149)));
    }

    [Fact]
    public unsafe void AWindowGivesWholeBlocksBack()
    {
        using BlockTable table = Filled(400, value: 1);
        table.ReleaseBefore(200);
        table.ReleaseBefore(10);

        Assert.Equal((3, 2 * Block), (_pool.BlocksInUse, table.FirstHeld));
        Assert.True(table.Pointers[1] == null && table.Pointers[2] != null);
        Assert.Equal(1, *At(table, 200));
    }

    [Fact]
    public void NoRewindGoesBelowARelease()
    {
        using BlockTable table = Filled(400, value: 1);
        table.ReleaseBefore(200);

        var error = Assert.Throws<InvalidOperationException>(() => table.Rewind(199));
        Assert.Contains("before 200", error.Message, StringComparison.Ordinal);
        Assert.Equal(400, table.Length);
        table.Rewind(200);
        Assert.Equal((200, 1), (table.Length, _pool.BlocksInUse));
    }

    [Fact]
    public unsafe void AfterAReleaseTheStateCanBeComputedAnew()
    {
        using BlockTable table = Filled(400, value: 1);
        table.ReleaseBefore(200);
        table.Rewind(0);
        Assert.Equal((0, 0, 0), (table.Length, table.FirstHeld, _pool.BlocksInUse));

        Append(table, 150, value: 2);
        table.Rewind(1);
        Assert.Equal(2, *At(table, 0));
    }

    [Fact]
    public void AForkKnowsWhatWasReleased()
    {
        using BlockTable table = Filled(400, value: 1);
        table.ReleaseBefore(200);
        using BlockTable fork = table.Fork();

        Assert.Equal(2 * Block, fork.FirstHeld);
        Assert.Throws<InvalidOperationException>(() => fork.Rewind(199));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(3)]
    public unsafe void AFailedReserveLeavesTheTableAsBefore(int allocationsThatSucceed)
    {
        int left = int.MaxValue;
        using var pool = new BlockPool(Block * sizeof(float), 0, bytes => left-- > 0 ? new AlignedMemory(bytes) : throw new OutOfMemoryException());
        using var table = new BlockTable(pool, 1000);
        Append(table, 150, value: 1);
        using BlockTable fork = table.Fork();
        nint[] before = Addresses(table, 11);
        left = allocationsThatSucceed;

        Assert.Throws<OutOfMemoryException>(() => table.Reserve(1000));

        Assert.Equal((150, 2), (table.Length, pool.BlocksInUse));
        Assert.Equal(before, Addresses(table, 11));
        Assert.Throws<ArgumentOutOfRangeException>(() => table.Commit(151));
        left = int.MaxValue;
        Append(table, 850, value: 2);
        Assert.Equal((1f, 2f), (*At(table, 149), *At(table, 150)));
    }

    [Fact]
    public void RefusesPositionsOutOfRange()
    {
        using BlockTable table = Filled(100, value: 1);

        Assert.Throws<ArgumentOutOfRangeException>("positions", () => table.Reserve(99));
        Assert.Throws<ArgumentOutOfRangeException>("positions", () => table.Reserve(table.MaxPositions + 1));
        Assert.Throws<ArgumentOutOfRangeException>("positions", () => table.Commit(99));
        Assert.Throws<ArgumentOutOfRangeException>("position", () => table.Rewind(-1));
        Assert.Throws<ArgumentOutOfRangeException>("position", () => table.Rewind(101));
        Assert.Throws<ArgumentOutOfRangeException>("position", () => table.ReleaseBefore(101));
        Assert.Throws<ArgumentOutOfRangeException>("maxPositions", () => new BlockTable(_pool, 0));
    }

    [Fact]
    public void RefusesAForkInsideACall()
    {
        using BlockTable table = Filled(100, value: 1);
        table.Reserve(101);

        Assert.Throws<InvalidOperationException>(table.Fork);
    }

    [Fact]
    public unsafe void ADisposedTableHoldsNothingAndRefuses()
    {
        BlockTable table = Filled(100, value: 1);
        table.Dispose();
        table.Dispose();

        Assert.Equal(0, _pool.BlocksInUse);
        Assert.Throws<ObjectDisposedException>(() => table.Reserve(101));
        Assert.Throws<ObjectDisposedException>(() => table.Rewind(0));
        Assert.Throws<ObjectDisposedException>(table.Abandon);
        Assert.Throws<ObjectDisposedException>(table.Fork);
        Assert.Throws<ObjectDisposedException>(() => { _ = table.Pointers; });
    }

    [Fact]
    public async Task ForksOfOnePartialBlockGrowOnDifferentThreads()
    {
        for (int round = 0; round < 200; round++)
        {
            using BlockTable table = Filled(150, value: 1);
            BlockTable[] tables = [table, table.Fork(), table.Fork(), table.Fork()];
            await Task.WhenAll(tables.Select((fork, i) => Task.Run(() => Append(fork, 30, value: i + 2))));

            Assert.All(tables, (fork, i) => Assert.Equal([.. Enumerable.Repeat(1f, 150), .. Enumerable.Repeat(i + 2f, 30)], Contents(fork)));
            Assert.Equal(1 + 4, _pool.BlocksInUse);
            Array.ForEach(tables, fork => fork.Dispose());
            Assert.Equal(0, _pool.BlocksInUse);
        }
    }

    [Fact]
    public void GrowingIntoKnownBlocksAllocatesNothing()
    {
        using BlockTable table = Filled(900, value: 1);
        table.Rewind(0);
        long before = GC.GetAllocatedBytesForCurrentThread();
        Append(table, 900, value: 2);

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    private BlockTable Filled(int positions, float value)
    {
        var table = new BlockTable(_pool, 1000);
        Append(table, positions, value);
        return table;
    }

    private static unsafe void Append(BlockTable table, int count, float value)
    {
        int end = table.Length + count;
        table.Reserve(end);
        for (int i = table.Length; i < end; i++)
            *At(table, i) = value;
        table.Commit(end);
    }

    private static unsafe float[] Contents(BlockTable table) => [.. Enumerable.Range(0, table.Length).Select(i => *At(table, i))];

    private static unsafe float* At(BlockTable table, int position) => table.Pointers[position / Block] + (position % Block);

    private static unsafe nint[] Addresses(BlockTable table, int blocks) => [.. Enumerable.Range(0, blocks).Select(i => (nint)table.Pointers[i])];

    private static int CountOfPointers(BlockTable table, int blocks) => Addresses(table, blocks).Count(address => address != 0);
}
