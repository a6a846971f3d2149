namespace Etch.Execution;

/// <summary>The kernels of one instruction set, and how they want the weights.</summary>
public sealed unsafe class KernelSet
{
    /// <summary>Avx512, Avx2, AdvSimd or Portable.</summary>
    public required string Name { get; init; }

    /// <summary>Whether this process can run it.</summary>
    public required bool IsSupported { get; init; }

    /// <summary>float32 in a vector.</summary>
    public required int Lanes { get; init; }

    /// <summary>Columns of a product's panel.</summary>
    public required int PanelColumns { get; init; }

    /// <summary>Columns of a panel of pairs.</summary>
    public required int PairColumns { get; init; }

    /// <summary>Query rows of an attention tile.</summary>
    public required int TileRows { get; init; }

    /// <summary>The pass.</summary>
    public required delegate*<ModelData, Call*, in TeamLease, void> Forward { get; init; }

    /// <summary>Gives each slot the kernel that reads it.</summary>
    public required delegate*<WeightSlot*, void> Bind { get; init; }

    /// <summary>Chooses from a list, best first; <c>ETCH_ISA</c> in the environment names another.</summary>
    /// <exception cref="PlatformNotSupportedException">The named one is unknown or this process cannot run it.</exception>
    public static KernelSet Choose(IReadOnlyList<KernelSet> sets, string? wanted)
    {
        wanted ??= Environment.GetEnvironmentVariable("ETCH_ISA");
        if (string.IsNullOrEmpty(wanted))
        {
            return sets.First(set => set.IsSupported);
        }

        return sets.FirstOrDefault(set => set.IsSupported && string.Equals(set.Name, wanted, StringComparison.OrdinalIgnoreCase))
            ?? throw new PlatformNotSupportedException(
                $"The instruction set '{wanted}' was asked for, but this process has {string.Join(", ", sets.Where(set => set.IsSupported).Select(set => set.Name))}. Ask for one of these, or for none.");
    }
}
