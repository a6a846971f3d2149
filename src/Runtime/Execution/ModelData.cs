using Etch.Weights;

namespace Etch.Execution;

/// <summary>A loaded model: its weights as packed for one instruction set, its tables and its blocks. Immutable; any number of sessions share it.</summary>
public sealed unsafe class ModelData : IDisposable
{
    private readonly AlignedMemory _memory;
    private readonly AlignedMemory _pointers;
    private readonly float*[] _tables;
    private int _sessions;
    private bool _disposed;

    internal ModelData(ModelDeclaration declaration, KernelSet kernels, AlignedMemory memory, AlignedMemory pointers, float*[] tables, IReadOnlyList<string> unused)
    {
        (Declaration, Kernels, Unused) = (declaration, kernels, unused);
        (_memory, _pointers, _tables) = (memory, pointers, tables);
        Blocks = new BlockPool(Math.Max(declaration.BlockElements, 16) * sizeof(float));
        kernels.Bind(Slots);
    }

    /// <summary>What the generated code says of the model.</summary>
    public ModelDeclaration Declaration { get; }

    /// <summary>The instruction set that the weights are packed for.</summary>
    public KernelSet Kernels { get; }

    /// <summary>Tensors of the file that nothing uses.</summary>
    public IReadOnlyList<string> Unused { get; }

    /// <summary>Bytes of packed weights and tables.</summary>
    public long WeightBytes => _memory.Length;

    /// <summary>The slots, in the order of the declaration.</summary>
    public WeightSlot* Slots => (WeightSlot*)_pointers.Pointer;

    /// <summary>Numbers that differ between layers.</summary>
    public float[][] Scalars => Declaration.Scalars;

    internal BlockPool Blocks { get; }

    /// <summary>A table.</summary>
    public float* Table(int number) => _tables[number];

    /// <summary>Loads a model's weights.</summary>
    /// <param name="declaration">What the generated code says of the model.</param>
    /// <param name="path">A safetensors file, or a folder with one or with shards and an index.</param>
    /// <param name="options">Instruction set, progress, cancellation; null for the usual.</param>
    /// <exception cref="WeightsException">Tensors that are missing or have another shape or type: all of them, in one exception.</exception>
    /// <exception cref="InvalidDataException">A file that is not what it says.</exception>
    public static ModelData Load(ModelDeclaration declaration, string path, LoadOptions? options = null)
    {
        using WeightSource source = WeightSource.Open(path);
        return ModelLoader.Load(declaration, source, options ?? new LoadOptions());
    }

    /// <summary>Loads a model's weights from a stream, say an embedded resource.</summary>
    /// <param name="declaration">What the generated code says of the model.</param>
    /// <param name="weights">A safetensors file, from where the stream stands to its end. The stream must be able to seek, and stays open.</param>
    /// <param name="options">Instruction set, progress, cancellation; null for the usual.</param>
    /// <exception cref="ArgumentException">The stream cannot be read or cannot seek.</exception>
    /// <exception cref="WeightsException">Tensors that are missing or have another shape or type: all of them, in one exception.</exception>
    /// <exception cref="InvalidDataException">A file that is not what it says.</exception>
    public static ModelData Load(ModelDeclaration declaration, Stream weights, LoadOptions? options = null)
    {
        using WeightSource source = WeightSource.Open(weights);
        return ModelLoader.Load(declaration, source, options ?? new LoadOptions());
    }

    /// <summary>Writes the parameters to a safetensors file: float32, under their roles, tied ones once. <see cref="Load(ModelDeclaration, string, LoadOptions?)"/> reads it back, bit for bit.</summary>
    /// <param name="path">The file; what is there is replaced when the new one is complete.</param>
    /// <exception cref="ObjectDisposedException">The model was disposed.</exception>
    /// <exception cref="IOException">The file cannot be written; whatever was there stays.</exception>
    public void Save(string path)
    {
        AddSession();
        try
        {
            ModelSaver.Save(this, path);
        }
        finally
        {
            RemoveSession();
        }
    }

    internal void AddSession()
    {
        lock (_memory)
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            _sessions++;
        }
    }

    internal void RemoveSession()
    {
        lock (_memory)
        {
            if (--_sessions == 0 && _disposed)
            {
                Free();
            }
        }
    }

    /// <summary>Refuses new sessions; memory is freed when the last session is disposed.</summary>
    public void Dispose()
    {
        lock (_memory)
        {
            if (!_disposed)
            {
                _disposed = true;
                if (_sessions == 0)
                {
                    Free();
                }
            }
        }
    }

    private void Free()
    {
        Blocks.Dispose();
        _memory.Dispose();
        _pointers.Dispose();
    }
}
