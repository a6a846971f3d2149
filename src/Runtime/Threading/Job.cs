using System.Runtime.InteropServices;

namespace Etch.Execution;

/// <summary>One run of a kernel, split by index: part t of T has the range count · t / T to count · (t + 1) / T.</summary>
internal unsafe struct Job
{
    internal delegate*<void*, nint, nint, int, void> Kernel;
    internal void* Arguments;
    internal int Count;
    internal int Parts;

    internal readonly void RunPart(int part) => Kernel(Arguments, Start(part), Start(part + 1), part);

    private readonly nint Start(int part) => (nint)((long)Count * part / Parts);
}

/// <summary>A job that shares no line of the cache with anything else; see <see cref="Padded"/>.</summary>
[StructLayout(LayoutKind.Explicit, Size = 288)]
internal struct PaddedJob
{
    [FieldOffset(128)]
    public Job Value;
}
