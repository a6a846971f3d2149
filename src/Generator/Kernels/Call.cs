using Etch.Generator.Graph;
using Etch.Generator.Spec;

namespace Etch.Generator.Kernels;

/// <summary>What a forward pass hands to a parameter of a kernel.</summary>
internal abstract record Argument;

/// <summary>A value in the arena, from a column on.</summary>
internal sealed record ValueArgument(int Value, int Column) : Argument;

/// <summary>An input of the call: ids, positions, wanted rows and so on.</summary>
internal sealed record InputArgument(string Role) : Argument;

/// <summary>The data of a weight slot, of this layer where it has one for each.</summary>
internal sealed record SlotArgument(Slot Slot) : Argument;

/// <summary>A table that was made when the model was loaded.</summary>
internal sealed record TableArgument(Table Table) : Argument;

/// <summary>A number that differs between layers.</summary>
internal sealed record ScalarArgument(Scalar Scalar) : Argument;

/// <summary>How many rows there are.</summary>
internal sealed record CountArgument(Dim Count) : Argument;

/// <summary>Where a layer's part of a block begins, in elements.</summary>
internal sealed record BlockOffsetArgument(int Base, int LayerElements) : Argument;

/// <summary>Something that the call knows by name: blocks, slots of rows, tiles, what rows see, the tap, the scratch of a worker.</summary>
internal sealed record CallArgument(CallField Field, int Index = 0) : Argument;

internal enum CallField
{
    Blocks,
    RowBlocks,
    Tiles,
    TileCount,
    VisibleFrom,
    VisibleTo,
    AttentionTap,
    TapRows,
    TapKeys,
    Scratch,
}

/// <summary>How a parameter lies in memory after loading.</summary>
internal enum SlotLayout
{
    /// <summary>One after another, with zeros up to a whole unit of columns.</summary>
    Vector,

    /// <summary>Rows one after another, each padded to whole vectors.</summary>
    Rows,

    /// <summary>Panels of a product.</summary>
    Panels,

    /// <summary>Panels whose vectors alternate between two matrices.</summary>
    Pairs,
}

/// <summary>A weight in memory: what was packed (one parameter or several side by side) and how. One slot serves all who ask for the same.</summary>
internal sealed record Slot(string Name, SlotLayout Layout, EquatableArray<Weight> Weights)
{
    public bool IsPerLayer => Weights.Any(weight => weight.IsPerLayer);
}

/// <summary>A node as the forward pass runs it: a kernel, and what each of its parameters is. The last two parameters are the range.</summary>
/// <param name="Number">The node's number, for who measures.</param>
/// <param name="Finish">The kernel that goes over the same columns after it, or null.</param>
internal sealed record KernelCall(int Number, Node Node, string Kernel, string? Finish, EquatableArray<Argument> Arguments)
{
    /// <summary>What the forward pass calls it.</summary>
    public string Name => Finish is null ? Kernel : $"{Kernel}{Finish}";
}
