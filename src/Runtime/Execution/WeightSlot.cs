namespace Etch.Execution;

/// <summary>A parameter in memory as the forward pass meets it: data, scales where the format has them, and the kernel that reads the format.</summary>
public unsafe struct WeightSlot
{
    /// <summary>The packed elements.</summary>
    public float* Data;

    /// <summary>The scales of blocks, or null.</summary>
    public float* Scales;

    /// <summary>The part that a worker runs: arguments, first unit, unit after the last, worker.</summary>
    public delegate*<void*, nint, nint, int, void> Kernel;
}
