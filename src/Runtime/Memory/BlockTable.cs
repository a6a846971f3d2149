using System.Runtime.CompilerServices;

namespace Etch.Execution;

/// <summary>
/// What one session holds of one state that grows by position, such as the keys and values of a layer: blocks of
/// <see cref="PositionsPerBlock"/> positions, shared with forks by reference count. A call reserves the positions that it will write,
/// writes them through <see cref="Pointers"/>, and commits them when it has succeeded; until then the table is as before the call.
/// What lies at and beyond <see cref="Length"/> is not visible and must never be read.
/// One caller at a time; tables that share blocks may be used by different threads. An abandoned table is freed by the collector.
/// </summary>
public sealed unsafe class BlockTable : IDisposable
{
    /// <summary>The positions of a block: a multiple of 16 and of every panel width, the same on every machine.</summary>
    public const int PositionsPerBlock = 96;

    private readonly BlockPool _pool;
    private readonly AlignedMemory _pointers;
    private readonly CacheBlock?[] _blocks;
    private int _firstBlock;        // blocks before it were given back
    private int _endBlock;          // blocks from it on do not exist
    private int _reserved;          // at least Length; positions before it may be written from Length on
    private int _released;          // the largest position that ReleaseBefore was told
    private bool _disposed;

    /// <summary>Makes an empty table; no block is taken yet.</summary>
    /// <param name="pool">Where the blocks come from.</param>
    /// <param name="maxPositions">The most positions the table can ever hold; at least 1.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="maxPositions"/> is below 1.</exception>
    public BlockTable(BlockPool pool, int maxPositions)
    {
        ArgumentNullException.ThrowIfNull(pool);
        ArgumentOutOfRangeException.ThrowIfLessThan(maxPositions, 1);
        _pool = pool;
        MaxPositions = maxPositions;
        _blocks = new CacheBlock?[BlocksFor(maxPositions)];
        _pointers = new AlignedMemory(TableBytes(maxPositions));
    }

    /// <summary>The most positions the table can ever hold.</summary>
    public int MaxPositions { get; }

    /// <summary>The number of committed positions.</summary>
    public int Length { get; private set; }

    /// <summary>
    /// The first position whose content is still held: 0, or a multiple of <see cref="PositionsPerBlock"/> after
    /// <see cref="ReleaseBefore"/>.
    /// </summary>
    public int FirstHeld => _firstBlock * PositionsPerBlock;

    /// <summary>
    /// The address of each block: position p lies in block p / <see cref="PositionsPerBlock"/>. An entry is null where there is no
    /// block. The table of addresses stays where it is; an entry may change with any call of this object.
    /// </summary>
    /// <exception cref="ObjectDisposedException">The table was disposed.</exception>
    public float** Pointers => (float**)_pointers.Pointer;

    /// <summary>
    /// Makes the positions from <see cref="Length"/> to <paramref name="positions"/> writable: their blocks exist, and no other table
    /// shares them (a partial block that a fork shares is copied). If it throws, the table is as before.
    /// </summary>
    /// <param name="positions">The length that the call will commit; from <see cref="Length"/> to <see cref="MaxPositions"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">The number is out of its range.</exception>
    /// <exception cref="OutOfMemoryException">There is no memory for a block.</exception>
    /// <exception cref="ObjectDisposedException">The table or its pool was disposed.</exception>
    public void Reserve(int positions)
    {
        ThrowIfOutside(positions, Length, MaxPositions, "reserve", "from its length to its capacity");
        int tail = Length / PositionsPerBlock;
        bool copies = positions > Length && tail < _endBlock && _blocks[tail]!.IsShared;
        CacheBlock? copy = copies ? _pool.TakeCopy(_blocks[tail]!) : null;
        Extend(BlocksFor(positions), copy);
        if (copy is not null)
            Replace(tail, copy);
        _reserved = Math.Max(_reserved, positions);
    }

    /// <summary>Makes written positions visible and drops what was reserved beyond them.</summary>
    /// <param name="positions">The new length; from <see cref="Length"/> to what was reserved.</param>
    /// <exception cref="ArgumentOutOfRangeException">The number is out of its range.</exception>
    public void Commit(int positions)
    {
        ThrowIfOutside(positions, Length, _reserved, "commit", "from its length to what was reserved");
        Length = positions;
        Abandon();
    }

    /// <summary>Drops what was reserved and not committed, as a call does that failed.</summary>
    public void Abandon()
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        _reserved = Length;
        Truncate(BlocksFor(Length));
    }

    /// <summary>
    /// Forgets the positions from <paramref name="position"/> on, and what was reserved. Position 0 forgets everything and is allowed
    /// even after a release, so that the state can be computed anew.
    /// </summary>
    /// <param name="position">The new length; at most <see cref="Length"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">The position was never committed.</exception>
    /// <exception cref="InvalidOperationException">What came before the position was given back by <see cref="ReleaseBefore"/>.</exception>
    public void Rewind(int position)
    {
        ThrowIfOutside(position, 0, Length, "rewind to", "from 0 to its length");
        if (position != 0 && position < _released)
            throw new InvalidOperationException($"Positions before {_released} were given back, because no window reaches them any more; the table cannot be rewound to {position}. Rewind to 0 and compute the positions again.");
        Length = position;
        Abandon();
        if (position == 0)
            _firstBlock = _released = 0;
    }

    /// <summary>Gives back the blocks that lie wholly before a position, because no later call will look there.</summary>
    /// <param name="position">From 0 to <see cref="Length"/>; one below an earlier release changes nothing.</param>
    /// <exception cref="ArgumentOutOfRangeException">The position was never committed.</exception>
    public void ReleaseBefore(int position)
    {
        ThrowIfOutside(position, 0, Length, "release before", "from 0 to its length");
        _released = Math.Max(_released, position);
        for (int end = position / PositionsPerBlock; _firstBlock < end; _firstBlock++)
            Drop(_firstBlock);
    }

    /// <summary>A table with the same committed positions; both share the blocks and go on independently.</summary>
    /// <exception cref="InvalidOperationException">Positions are reserved: a call is under way.</exception>
    /// <exception cref="ObjectDisposedException">The table was disposed.</exception>
    public BlockTable Fork()
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        if (_reserved > Length)
            throw new InvalidOperationException($"Positions {Length} to {_reserved} are reserved by a call that has not ended; commit or abandon them before forking.");
        var fork = new BlockTable(_pool, MaxPositions)
        {
            Length = Length, _firstBlock = _firstBlock, _endBlock = _endBlock, _reserved = Length, _released = _released,
        };
        for (int i = _firstBlock; i < _endBlock; i++)
            fork.Share(i, _blocks[i]!);
        return fork;
    }

    /// <summary>Gives all blocks back; a second call does nothing.</summary>
    public void Dispose()
    {
        if (_disposed)
            return;
        _disposed = true;
        Truncate(0);
        _pointers.Dispose();
    }

    /// <summary>The bytes of the addresses of a table.</summary>
    internal static long TableBytes(int maxPositions) => BlocksFor(maxPositions) * (long)sizeof(float*);

    private static int BlocksFor(int positions) => (int)(((long)positions + PositionsPerBlock - 1) / PositionsPerBlock);

    private void ThrowIfOutside(int value, int least, int most, string action, string range, [CallerArgumentExpression(nameof(value))] string? name = null)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        if (value < least || value > most)
            throw new ArgumentOutOfRangeException(name, value, $"The table can {action} {least} to {most} ({range}), not {value}.");
    }

    private void Extend(int endBlock, CacheBlock? copy)
    {
        int before = _endBlock;
        try
        {
            for (; _endBlock < endBlock; _endBlock++)
                Put(_endBlock, _pool.Take());
        }
        catch
        {
            Truncate(before);
            copy?.Release();
            throw;
        }
    }

    private void Truncate(int endBlock)
    {
        while (_endBlock > endBlock)
            Drop(--_endBlock);
    }

    private void Replace(int index, CacheBlock block)
    {
        Drop(index);
        Put(index, block);
    }

    private void Share(int index, CacheBlock block)
    {
        block.Share();
        Put(index, block);
    }

    private void Put(int index, CacheBlock block)
    {
        _blocks[index] = block;
        Pointers[index] = block.Memory.Floats;
    }

    private void Drop(int index)
    {
        CacheBlock? block = _blocks[index];
        _blocks[index] = null;
        Pointers[index] = null;
        block?.Release();
    }
}
