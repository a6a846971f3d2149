namespace Etch.Testing;

/// <summary>What is asked of the generator, and how much of its text is shown.</summary>
public sealed record SnapshotOptions
{
    /// <summary>The instruction sets to generate, as in the property EtchInstructionSets; empty: all. The portable one is always among them.</summary>
    public IReadOnlyList<string> InstructionSets { get; init; } = [];

    /// <summary>Only the explanation and the forward pass of each model: what a reviewer reads as the paper. Kernels are left out.</summary>
    public bool ForwardPassOnly { get; init; }

    /// <summary>Signatures, documentation and the model's data stay; the bodies of methods are left out.</summary>
    public bool WithoutBodies { get; init; }

    /// <summary>The generator's assembly; null: the one that the project references.</summary>
    public string? GeneratorPath { get; init; }
}
