using System.Runtime.InteropServices;

namespace Etch.Execution;

/// <summary>Where the blocks of <see cref="AlignedMemory"/> come from: the system's heap. A test puts in one whose blocks end at a page that nobody may touch.</summary>
internal unsafe class NativeAllocator
{
    /// <summary>A block that is zero, at any address.</summary>
    /// <exception cref="OutOfMemoryException">The system does not have that much memory.</exception>
    public virtual byte* AllocateZeroed(nuint bytes) => (byte*)NativeMemory.AllocZeroed(bytes);

    /// <summary>Gives a block back.</summary>
    public virtual void Free(byte* block, nuint bytes) => NativeMemory.Free(block);
}
