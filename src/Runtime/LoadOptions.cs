namespace Etch;

/// <summary>How a model is loaded.</summary>
public sealed record LoadOptions
{
    /// <summary>Avx512, Avx2, AdvSimd or Portable; null: <c>ETCH_ISA</c> in the environment, else the best that the processor has.</summary>
    public string? InstructionSet { get; init; }

    /// <summary>Told after each tensor.</summary>
    public IProgress<LoadProgress>? Progress { get; init; }

    /// <summary>Stops the load between two tensors; nothing is left behind.</summary>
    public CancellationToken Cancellation { get; init; }
}
