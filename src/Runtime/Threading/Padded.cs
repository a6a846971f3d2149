using System.Runtime.InteropServices;

namespace Etch.Execution;

/// <summary>A word that shares no line of the cache with anything else, nor the neighbouring line that processors fetch along.</summary>
[StructLayout(LayoutKind.Explicit, Size = 256)]
internal struct Padded
{
    [FieldOffset(128)]
    public int Value;
}
