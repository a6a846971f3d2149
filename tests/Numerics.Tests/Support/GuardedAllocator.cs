using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Etch.Execution;

namespace Etch.Numerics.Tests.Support;

/// <summary>
/// Native memory whose last byte lies before a page that nobody may touch; nor may they touch a block that was freed. One such access ends
/// the process. (A page before the first one of a block stops what runs far backwards.) For Linux and macOS; a process that is started with
/// ETCH_GUARD=1 has it.
/// </summary>
internal sealed unsafe partial class GuardedAllocator : NativeAllocator
{
    private const int None = 0, ReadAndWrite = 3, Private = 2;

    private static readonly int s_anonymous = OperatingSystem.IsMacOS() ? 0x1000 : 0x20;

    /// <summary>Whether this process has it.</summary>
    public static bool IsOn => Environment.GetEnvironmentVariable("ETCH_GUARD") == "1";

    /// <summary>Whether this system can.</summary>
    public static bool IsPossible => OperatingSystem.IsLinux() || OperatingSystem.IsMacOS();

    public override byte* AllocateZeroed(nuint bytes)
    {
        nuint page = (nuint)Environment.SystemPageSize, inside = (bytes + page - 1) / page * page;
        void* all = Map(null, inside + (2 * page), None, Private | s_anonymous, -1, 0);
        if ((nint)all == -1 || Protect((byte*)all + page, inside, ReadAndWrite) != 0)
            throw new OutOfMemoryException();
        return (byte*)all + page + inside - bytes;
    }

    public override void Free(byte* block, nuint bytes)
    {
        nuint page = (nuint)Environment.SystemPageSize, inside = (bytes + page - 1) / page * page;
        _ = Protect(block + bytes - inside, inside, None);
    }

    [ModuleInitializer]
    internal static void Install()
    {
        if (IsOn)
            AlignedMemory.Allocator = new GuardedAllocator();
    }

    [LibraryImport("libc", EntryPoint = "mmap")]
    private static partial void* Map(void* address, nuint bytes, int protection, int flags, int file, nint offset);

    [LibraryImport("libc", EntryPoint = "mprotect")]
    private static partial int Protect(void* address, nuint bytes, int protection);
}
