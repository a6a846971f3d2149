using Etch.Generator.Kernels;

namespace Etch.Generator.Isa;

/// <summary>A machine as lowering and emission see it: a table, not a program. Lanes, tiles and spellings are independent fields.</summary>
internal sealed record InstructionSet
{
    /// <summary>As users say it: Avx512, Avx2, AdvSimd, Portable.</summary>
    public required string Name { get; init; }

    /// <summary>float32 in a vector.</summary>
    public required int Lanes { get; init; }

    /// <summary>The C# test that the processor has it.</summary>
    public required string Guard { get; init; }

    /// <summary>The vector's C# type, as an alias names it.</summary>
    public required string Vector { get; init; }

    /// <summary>The class whose static methods make vectors.</summary>
    public required string Factory { get; init; }

    /// <summary>The class of the fused multiply-add, which the text calls Isa.</summary>
    public required string Intrinsics { get; init; }

    /// <summary>How each operation is written; {0}, {1}, … are its operands.</summary>
    public required IReadOnlyDictionary<KernelOp, string> Spelling { get; init; }

    /// <summary>How a hint to the cache is written, or nothing.</summary>
    public string Prefetch { get; init; } = "";

    /// <summary>The tree j+8, j+4, j+2, j+1 over sixteen partial results: the lines of a function of one vector for each 16 / lanes partials, with {op} where two meet.</summary>
    public required IReadOnlyList<string> Fold { get; init; }

    /// <summary>The tile of a product.</summary>
    public required Tile ProductTile { get; init; }

    /// <summary>The tile of a product of pairs; an even number of vectors.</summary>
    public required Tile PairedTile { get; init; }

    /// <summary>The tile of query rows and keys; 96 positions are a whole number of its panels.</summary>
    public required Tile AttentionTile { get; init; }
}
