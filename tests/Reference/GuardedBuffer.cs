using System.Runtime.InteropServices;

namespace Etch.Reference;

/// <summary>
/// Memory between two pages that nobody may touch: who reads or writes one byte behind its end ends the process there and then. On Windows
/// there is none; tests skip, or use plain memory.
/// </summary>
public sealed unsafe class GuardedBuffer : IDisposable
{
    private const int None = 0, ReadAndWrite = 3, Private = 2, LinuxAnonymous = 0x20, MacAnonymous = 0x1000;

    private readonly byte* _mapping;
    private readonly nuint _mapped;
    private bool _disposed;

    /// <summary>Takes zeroed memory for at least so many bytes.</summary>
    public GuardedBuffer(long bytes)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(bytes);
        long page = Environment.SystemPageSize;
        Length = Math.Max((bytes + page - 1) / page, 1) * page;
        _mapped = (nuint)(Length + (2 * page));
        nint mapping = Map(0, _mapped, ReadAndWrite, Private | (OperatingSystem.IsMacOS() ? MacAnonymous : LinuxAnonymous), -1, 0);
        if (mapping == -1)
        {
            throw new OutOfMemoryException($"The system gave no {_mapped} bytes of memory: error {Marshal.GetLastPInvokeError()}.");
        }

        _mapping = (byte*)mapping;
        Forbid(_mapping, (nuint)page);
        Forbid(_mapping + page + Length, (nuint)page);
        End = _mapping + page + Length;
    }

    /// <summary>Whether this system has what a buffer needs.</summary>
    public static bool IsSupported => OperatingSystem.IsLinux() || OperatingSystem.IsMacOS();

    /// <summary>The bytes between the two pages: whole pages.</summary>
    public long Length { get; }

    /// <summary>The first forbidden byte behind the buffer, a multiple of the page size.</summary>
    public byte* End { get; }

    /// <summary>The first of so many bytes before the forbidden ones.</summary>
    public byte* Last(long bytes)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        ArgumentOutOfRangeException.ThrowIfGreaterThan((ulong)bytes, (ulong)Length, nameof(bytes));
        return End - bytes;
    }

    /// <summary>So many elements before the forbidden bytes.</summary>
    public Span<T> Last<T>(int count)
        where T : unmanaged => new(Last((long)count * sizeof(T)), count);

    /// <summary>A copy of some elements before the forbidden bytes.</summary>
    public ReadOnlySpan<T> Copy<T>(ReadOnlySpan<T> content)
        where T : unmanaged
    {
        Span<T> copy = Last<T>(content.Length);
        content.CopyTo(copy);
        return copy;
    }

    /// <summary>Gives the memory back; a second call does nothing.</summary>
    public void Dispose()
    {
        if (!_disposed)
        {
            _disposed = true;
            _ = Unmap((nint)_mapping, _mapped);
        }
    }

    private static void Forbid(byte* page, nuint bytes)
    {
        if (Protect((nint)page, bytes, None) != 0)
        {
            throw new InvalidOperationException($"A page could not be protected: error {Marshal.GetLastPInvokeError()}.");
        }
    }

    [DllImport("libc", EntryPoint = "mmap", SetLastError = true)]
    private static extern nint Map(nint address, nuint length, int protection, int flags, int file, nint offset);

    [DllImport("libc", EntryPoint = "mprotect", SetLastError = true)]
    private static extern int Protect(nint address, nuint length, int protection);

    [DllImport("libc", EntryPoint = "munmap", SetLastError = true)]
    private static extern int Unmap(nint address, nuint length);
}
