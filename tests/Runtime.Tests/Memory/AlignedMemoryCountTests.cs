using System.Runtime.CompilerServices;
using Etch.Execution;

namespace Etch.Runtime.Tests.Memory;

/// <summary>What the process holds; alone, because every other test changes it.</summary>
[Collection(nameof(Alone))]
public sealed class AlignedMemoryCountTests
{
    public AlignedMemoryCountTests() => CollectAll();

    [Fact]
    public void CountsTheBytesInUse()
    {
        long before = AlignedMemory.BytesInUse;
        var memory = new AlignedMemory(100_001);
        Assert.Equal(before + 100_001, AlignedMemory.BytesInUse);

        memory.Dispose();
        memory.Dispose();
        Assert.Equal(before, AlignedMemory.BytesInUse);
    }

    [Fact]
    public void WhatNobodyDisposedIsFreed()
    {
        const int count = 16;
        const long bytes = 1L << 20;
        long before = AlignedMemory.BytesInUse;
        for (int i = 0; i < count; i++)
            Forget(bytes);
        CollectAll();

        // A register or a slot of the stack may still hold the last one.
        Assert.InRange(AlignedMemory.BytesInUse, before, before + bytes);
    }

    [Fact]
    public void AnAbandonedTableIsFreedWithItsBlocks()
    {
        long before = AlignedMemory.BytesInUse;
        using var pool = new BlockPool(1L << 20);
        for (int i = 0; i < 16; i++)
            ForgetTable(pool);
        CollectAll();

        // As above, for the last table: its one block and its pointers.
        Assert.InRange(AlignedMemory.BytesInUse, before, before + (1L << 20) + sizeof(long));
    }

    private static void CollectAll()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Forget(long bytes) => _ = new AlignedMemory(bytes);

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void ForgetTable(BlockPool pool) => new BlockTable(pool, BlockTable.PositionsPerBlock).Reserve(1);

    [CollectionDefinition(nameof(Alone), DisableParallelization = true)]
    public sealed class Alone;
}
