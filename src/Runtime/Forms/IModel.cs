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

    /// <summary>Writes the weights as one safetensors file of float32 tensors under their roles; loading it gives the same model, bit for bit.</summary>
    /// <param name="path">The file; what is there is replaced when the new one is complete.</param>
    /// <exception cref="ObjectDisposedException">The model was disposed.</exception>
    /// <exception cref="IOException">The file cannot be written; whatever was there stays.</exception>
    void Save(string path);

    /// <summary>A session for one caller at a time.</summary>
    /// <param name="threads">The most threads that a call may use; 0: as many as the machine has.</param>
    TSession CreateSession(int threads = 0);
}
