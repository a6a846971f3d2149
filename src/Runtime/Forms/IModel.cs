namespace Etch;

/// <summary>A loaded model: immutable, safe to share; its sessions do the work.</summary>
/// <typeparam name="TSession">What a session of the model can do: one of the form interfaces.</typeparam>
public interface IModel<out TSession> : IDisposable
{
    /// <summary>The instruction set that the weights are packed for: Avx512, Avx2, AdvSimd or Portable.</summary>
    string InstructionSet { get; }

    /// <summary>Tensors of the file that the model does not use.</summary>
    IReadOnlyList<string> Unused { get; }

    /// <summary>Bytes of the packed weights and tables.</summary>
    long WeightBytes { get; }

    /// <summary>A session for one caller at a time.</summary>
    /// <param name="threads">The most threads that a call may use; 0: as many as the machine has.</param>
    TSession CreateSession(int threads = 0);
}
