namespace Etch.Execution;

/// <summary>What generated code says of its model once and for all: sizes, parameters, tables, kernels.</summary>
public sealed class ModelDeclaration
{
    /// <summary>The class's name.</summary>
    public required string Name { get; init; }

    /// <summary>The most positions of a sequence.</summary>
    public required int Context { get; init; }

    /// <summary>The number of token ids.</summary>
    public required int VocabularySize { get; init; }

    /// <summary>The number of segments; 0 where the model has none.</summary>
    public required int SegmentCount { get; init; }

    /// <summary>The layers of all repeats.</summary>
    public required int LayerCount { get; init; }

    /// <summary>The most heads of a layer.</summary>
    public required int HeadCount { get; init; }

    /// <summary>The width of the stream.</summary>
    public required int Width { get; init; }

    /// <summary>The most rows of a pass.</summary>
    public required int RowBound { get; init; }

    /// <summary>The most runs of a pass.</summary>
    public required int RunBound { get; init; }

    /// <summary>The most rows of a pass whose outputs may be wanted.</summary>
    public required int WantedBound { get; init; }

    /// <summary>Bytes of the arena.</summary>
    public required long ArenaBytes { get; init; }

    /// <summary>Elements of a worker's scratch.</summary>
    public required int ScratchElements { get; init; }

    /// <summary>Elements of a block of keys and values, all layers that it holds.</summary>
    public required long BlockElements { get; init; }

    /// <summary>Whether keys and values live with the session.</summary>
    public required bool KeepsState { get; init; }

    /// <summary>The last positions that can still be seen; 0: all.</summary>
    public required int KeptPositions { get; init; }

    /// <summary>What the rows of the passes see.</summary>
    public required IReadOnlyList<VisibleRule> Visible { get; init; }

    /// <summary>The parameters in the order of their slots.</summary>
    public required IReadOnlyList<SlotDeclaration> Slots { get; init; }

    /// <summary>The tables in the order of their numbers.</summary>
    public required IReadOnlyList<TableDeclaration> Tables { get; init; }

    /// <summary>Numbers that differ between layers.</summary>
    public required float[][] Scalars { get; init; }

    /// <summary>What a pass leaves in the arena for the caller; the main output first.</summary>
    public required IReadOnlyList<OutputDeclaration> Outputs { get; init; }

    /// <summary>The instruction sets, best first.</summary>
    public required IReadOnlyList<KernelSet> KernelSets { get; init; }
}

/// <summary>What a row at a position sees.</summary>
/// <param name="Before">Keys up to and with the position; 0: all.</param>
/// <param name="After">Keys after it; −1: all.</param>
public readonly record struct VisibleRule(int Before, int After);

/// <summary>How a parameter lies in memory.</summary>
public enum SlotLayout
{
    /// <summary>One after another, then zeros up to a whole unit of columns.</summary>
    Vector,

    /// <summary>Rows, each padded to whole vectors.</summary>
    Rows,

    /// <summary>Panels of a product.</summary>
    Panels,

    /// <summary>Panels whose vectors alternate between two matrices.</summary>
    Pairs,
}

/// <summary>A slot, or one for each layer.</summary>
/// <param name="Name">Its name in the generated code.</param>
/// <param name="Layout">How it lies.</param>
/// <param name="Entries">1, or the number of layers.</param>
/// <param name="Layers">The layers that have it; null: all, or no layers at all.</param>
/// <param name="Weights">What is packed side by side.</param>
public sealed record SlotDeclaration(string Name, SlotLayout Layout, int Entries, int[]? Layers, params WeightDeclaration[] Weights);

/// <summary>A parameter: its role, the expression that makes it from the file's tensors, and its shape; an empty role is zeros.</summary>
public sealed record WeightDeclaration(string Role, string Expression, params int[] Shape);

/// <summary>An output of a pass: rows in the arena.</summary>
/// <param name="Name">Its name in the API.</param>
/// <param name="Offset">Bytes from the arena's begin.</param>
/// <param name="Stride">Elements from row to row.</param>
/// <param name="Width">Elements of a row.</param>
/// <param name="Rows">What its rows are.</param>
public sealed record OutputDeclaration(string Name, long Offset, int Stride, int Width, OutputRows Rows);

/// <summary>What the rows of an output are.</summary>
public enum OutputRows
{
    /// <summary>One for each token.</summary>
    Rows,

    /// <summary>One for each sequence.</summary>
    Runs,

    /// <summary>One for each wanted row.</summary>
    Wanted,
}
