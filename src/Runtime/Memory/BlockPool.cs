namespace Etch.Execution;

/// <summary>
/// The blocks of one kind of state of a model, shared by all its sessions. A block is zero when it is taken, is held by reference
/// count, and goes to a bounded free list when its last holder lets go. Any thread may use the pool.
/// </summary>
public sealed class BlockPool : IDisposable
{
    private readonly Lock _lock = new();
    private readonly Func<long, AlignedMemory> _allocate;
    private readonly long _maximumFree;
    private CacheBlock? _free;
    private long _freeCount;
    private long _inUse;
    private bool _disposed;

    /// <summary>Makes an empty pool; memory is taken with the first block.</summary>
    /// <param name="bytesPerBlock">The bytes that <see cref="BlockTable.PositionsPerBlock"/> positions of the state need; at least 1.</param>
    /// <param name="maximumFreeBytes">What the pool keeps for reuse at most; blocks that come back beyond it are freed.</param>
    /// <exception cref="ArgumentOutOfRangeException">A size is out of its range.</exception>
    public BlockPool(long bytesPerBlock, long maximumFreeBytes = 256L << 20)
        : this(bytesPerBlock, maximumFreeBytes, static bytes => new AlignedMemory(bytes))
    {
    }

    internal BlockPool(long bytesPerBlock, long maximumFreeBytes, Func<long, AlignedMemory> allocate)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(bytesPerBlock, 1);
        ArgumentOutOfRangeException.ThrowIfNegative(maximumFreeBytes);
        BytesPerBlock = bytesPerBlock;
        _maximumFree = maximumFreeBytes / bytesPerBlock;
        _allocate = allocate;
    }

    /// <summary>The size of each block in bytes.</summary>
    public long BytesPerBlock { get; }

    /// <summary>The number of blocks that tables hold; one that several tables share counts once.</summary>
    public long BlocksInUse => Interlocked.Read(ref _inUse);

    internal long FreeBlocks
    {
        get
        {
            lock (_lock)
                return _freeCount;
        }
    }

    /// <summary>Refuses new blocks from now on, frees the unused ones at once and each other one when its last holder lets go.</summary>
    public void Dispose()
    {
        CacheBlock? free;
        lock (_lock)
        {
            _disposed = true;
            free = _free;
            _free = null;
            _freeCount = 0;
        }
        for (; free is not null; free = free.Next)
            free.Memory.Dispose();
    }

    /// <summary>A block that is zero and has one holder.</summary>
    /// <exception cref="ObjectDisposedException">The pool was disposed.</exception>
    /// <exception cref="OutOfMemoryException">There is no free block and no memory for another.</exception>
    internal CacheBlock Take()
    {
        if (TakeFree() is not { } block)
            return HandOut(Allocate());
        block.Memory.Clear();
        return HandOut(block);
    }

    /// <summary>A block with one holder and all bytes of another one; exceptions as in <see cref="Take"/>.</summary>
    internal CacheBlock TakeCopy(CacheBlock source)
    {
        CacheBlock block = TakeFree() ?? Allocate();
        block.Memory.CopyFrom(source.Memory);
        return HandOut(block);
    }

    internal void Return(CacheBlock block)
    {
        Interlocked.Decrement(ref _inUse);
        if (!Keep(block))
            block.Memory.Dispose();
    }

    private CacheBlock? TakeFree()
    {
        lock (_lock)
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            if (_free is not { } block)
                return null;
            _free = block.Next;
            block.Next = null;
            _freeCount--;
            return block;
        }
    }

    private CacheBlock Allocate() => new(this, _allocate(BytesPerBlock));

    private CacheBlock HandOut(CacheBlock block)
    {
        block.HandOut();
        Interlocked.Increment(ref _inUse);
        return block;
    }

    private bool Keep(CacheBlock block)
    {
        lock (_lock)
        {
            if (_disposed || _freeCount >= _maximumFree)
                return false;
            block.Next = _free;
            _free = block;
            _freeCount++;
            return true;
        }
    }
}
