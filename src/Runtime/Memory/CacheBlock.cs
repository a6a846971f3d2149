namespace Etch.Execution;

/// <summary>
/// One block of a cache and the number of tables that hold it. A table writes into a block only while it is the only holder. No
/// other thread can change that meanwhile: a count of 1 rises only when the holder itself forks.
/// </summary>
internal sealed class CacheBlock(BlockPool pool, AlignedMemory memory)
{
    private int _references;

    internal AlignedMemory Memory => memory;

    /// <summary>The next block of the pool's free list; null while a table holds this one.</summary>
    internal CacheBlock? Next { get; set; }

    // The read pairs with the decrement of the holder that left: what it read of the block was read before we write.
    internal bool IsShared => Volatile.Read(ref _references) > 1;

    internal void HandOut() => _references = 1;

    internal void Share() => Interlocked.Increment(ref _references);

    internal void Release()
    {
        if (Interlocked.Decrement(ref _references) == 0)
            pool.Return(this);
    }
}
