using System.Runtime.ConstrainedExecution;
using System.Runtime.InteropServices;

namespace Etch.Execution;

/// <summary>
/// A block of native memory that starts at a multiple of 64 bytes and is zero when it is made: an arena, packed weights, a block of
/// keys and values. Whoever reads through its pointers keeps the object alive until the last access, as a <see cref="SessionGate"/>
/// does for its session; a block that nobody disposed is freed when it is collected.
/// </summary>
public sealed unsafe class AlignedMemory : CriticalFinalizerObject, IDisposable
{
    /// <summary>The bytes that the address is a multiple of: a line of the cache, and the widest vector.</summary>
    public const int Alignment = 64;

    // Below this a block is noise to the collector; above it, an object of 32 bytes would hide what is really held. As long as all blocks
    // together are little, telling it would only make it collect while a program starts.
    private const long PressureThreshold = 64 * 1024, LittleInAll = 32 << 20;

    private static long _bytesInUse;
    private readonly NativeAllocator _allocator = Allocator;
    private readonly nint _block;
    private readonly bool _isTold;
    private nint _address;

    /// <summary>Takes a block that is zero; the system gives its pages when they are first touched.</summary>
    /// <param name="bytes">At least 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">The size is negative or beyond what this process can address.</exception>
    /// <exception cref="OutOfMemoryException">The system does not have that much memory.</exception>
    public AlignedMemory(long bytes)
    {
        ThrowIfNoSize(bytes);
        _block = Allocate(bytes);
        _address = (_block + Alignment - 1) & -Alignment;
        Length = bytes;
        _isTold = Interlocked.Add(ref _bytesInUse, bytes) > LittleInAll && bytes >= PressureThreshold;
        if (_isTold)
            GC.AddMemoryPressure(bytes);
    }

    /// <summary>Frees a block that nobody disposed.</summary>
    ~AlignedMemory() => Free();

    /// <summary>The size in bytes.</summary>
    public long Length { get; }

    /// <summary>The first byte; never null, not even when <see cref="Length"/> is 0.</summary>
    /// <exception cref="ObjectDisposedException">The block was disposed.</exception>
    public byte* Pointer
    {
        get
        {
            nint address = _address;
            ObjectDisposedException.ThrowIf(address == 0, this);
            return (byte*)address;
        }
    }

    /// <summary>The first float; the block holds <see cref="Length"/> / 4 of them.</summary>
    /// <exception cref="ObjectDisposedException">The block was disposed.</exception>
    public float* Floats => (float*)Pointer;

    /// <summary>A checked view of floats of the block, good until the block is disposed.</summary>
    /// <param name="firstElement">The index of the first float.</param>
    /// <param name="count">The number of floats.</param>
    /// <exception cref="ArgumentOutOfRangeException">The view does not lie inside the block.</exception>
    /// <exception cref="ObjectDisposedException">The block was disposed.</exception>
    public Span<float> AsSpan(long firstElement, int count)
    {
        long elements = Length / sizeof(float);
        if (firstElement < 0 || firstElement > elements)
            throw new ArgumentOutOfRangeException(nameof(firstElement), firstElement, $"The block holds {elements} floats; a view starts between 0 and that.");
        if (count < 0 || count > elements - firstElement)
            throw new ArgumentOutOfRangeException(nameof(count), count, $"From float {firstElement} on, the block holds {elements - firstElement}.");
        return new Span<float>(Floats + firstElement, count);
    }

    /// <summary>Frees the block; a second call does nothing.</summary>
    public void Dispose()
    {
        Free();
        GC.SuppressFinalize(this);
    }

    /// <summary>The bytes of all blocks of the process that are not freed.</summary>
    internal static long BytesInUse => Interlocked.Read(ref _bytesInUse);

    /// <summary>Where new blocks come from.</summary>
    internal static NativeAllocator Allocator { get; set; } = new();

    internal void Clear() => NativeMemory.Clear(Pointer, (nuint)Length);

    internal void CopyFrom(AlignedMemory source) => NativeMemory.Copy(source.Pointer, Pointer, (nuint)Math.Min(source.Length, Length));

    private static void ThrowIfNoSize(long bytes)
    {
        if (bytes < 0)
            throw new ArgumentOutOfRangeException(nameof(bytes), bytes, "A block of memory has at least 0 bytes.");
        if (bytes > nint.MaxValue - Alignment)
            throw new ArgumentOutOfRangeException(nameof(bytes), bytes, $"This process can address at most {nint.MaxValue - Alignment} bytes.");
    }

    private nint Allocate(long bytes)
    {
        try
        {
            return (nint)_allocator.AllocateZeroed(Room(bytes));
        }
        catch (OutOfMemoryException e)
        {
            throw new OutOfMemoryException($"The system has no {bytes} bytes of memory to give; use a smaller model, a shorter context or fewer sessions.", e);
        }
    }

    /// <summary>What is asked for, so that a block of so many bytes can begin at a multiple of 64.</summary>
    private static nuint Room(long bytes) => (nuint)bytes + Alignment - 1;

    private void Free()
    {
        if (Interlocked.Exchange(ref _address, 0) == 0)
            return;
        _allocator.Free((byte*)_block, Room(Length));
        Interlocked.Add(ref _bytesInUse, -Length);
        if (_isTold)
            GC.RemoveMemoryPressure(Length);
    }
}
