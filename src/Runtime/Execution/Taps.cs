namespace Etch.Execution;

/// <summary>
/// Hidden states and attention weights of a session's last call: off unless asked for, free when off, and never another bit in the
/// result. Reading them is as a call: by one caller at a time, and not after the session is disposed. A rewind forgets them.
/// </summary>
public sealed unsafe class Taps
{
    private readonly ModelDeclaration _declaration;
    private readonly SessionGate _gate;
    private readonly AlignedMemory _table;
    private AlignedMemory? _memory;
    private bool _hasHidden;        // what the memory holds: what was asked for when the last call began
    private bool _hasAttention;
    private int _keys;
    private int _paddedKeys;

    internal Taps(ModelDeclaration declaration, SessionGate gate)
    {
        (_declaration, _gate) = (declaration, gate);
        _table = new AlignedMemory(TableBytes(declaration));
    }

    /// <summary>The rows of the last call.</summary>
    public int Rows { get; private set; }

    /// <summary>The layers of the model.</summary>
    public int LayerCount => _declaration.LayerCount;

    /// <summary>The heads of a layer.</summary>
    public int HeadCount => _declaration.HeadCount;

    /// <summary>Whether calls from now on keep hidden states.</summary>
    public bool KeepHidden { get; set; }

    /// <summary>Whether calls from now on keep attention weights.</summary>
    public bool KeepAttention { get; set; }

    /// <summary>A copy of a hidden state of the last call: rows × width. Number 0 enters the first layer; the last, number layers, is what the head reads.</summary>
    /// <exception cref="InvalidOperationException">The last call kept none.</exception>
    public ReadOnlySpan<float> Hidden(int index)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan((uint)index, (uint)_declaration.LayerCount, nameof(index));
        _gate.Enter();
        try
        {
            return _hasHidden && _memory is { } memory
                ? new ReadOnlySpan<float>(memory.Floats + (index * HiddenElements), (int)HiddenElements).ToArray()
                : throw new InvalidOperationException($"No hidden states were kept. Set {nameof(KeepHidden)} before the call.");
        }
        finally
        {
            _gate.Exit();
        }
    }

    /// <summary>Copies the attention weights of a layer of the last call: heads × rows × keys.</summary>
    /// <returns>The number of elements written.</returns>
    /// <exception cref="InvalidOperationException">The last call kept none.</exception>
    public int CopyAttention(int layer, Span<float> destination)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)layer, (uint)_declaration.LayerCount, nameof(layer));
        _gate.Enter();
        try
        {
            return Copy(layer, destination);
        }
        finally
        {
            _gate.Exit();
        }
    }

    /// <summary>The bytes of the addresses that a pass is given.</summary>
    internal static long TableBytes(ModelDeclaration declaration) => sizeof(TapTable) + (((2L * declaration.LayerCount) + 1) * sizeof(float*));

    private int Copy(int layer, Span<float> destination)
    {
        if (!_hasAttention || _memory is not { } memory)
        {
            throw new InvalidOperationException($"No attention weights were kept. Set {nameof(KeepAttention)} before the call.");
        }

        int rows = _declaration.HeadCount * Rows;
        TokenCheck.Destination(destination.Length, (long)rows * _keys, "heads × rows × keys", nameof(destination));
        float* source = memory.Floats + AttentionStart + (layer * AttentionElements);
        for (int row = 0; row < rows; row++)
        {
            new ReadOnlySpan<float>(source + ((long)row * _paddedKeys), _keys).CopyTo(destination[(row * _keys)..]);
        }

        return rows * _keys;
    }

    /// <summary>Frees what was kept; the session does so when it is disposed itself.</summary>
    internal void Dispose()
    {
        _memory?.Dispose();
        _table.Dispose();
    }

    private long HiddenElements => (long)Rows * _declaration.Width;

    private long AttentionStart => _hasHidden ? ((((_declaration.LayerCount + 1) * HiddenElements) + 15) / 16 * 16) : 0;

    private long AttentionElements => (long)_declaration.HeadCount * Rows * _paddedKeys;

    /// <summary>Makes room for a call.</summary>
    internal void Prepare(int rows, int keys)
    {
        Forget();
        if (!KeepHidden && !KeepAttention)
        {
            return;
        }

        (_hasHidden, _hasAttention, Rows, _keys) = (KeepHidden, KeepAttention, rows, keys);
        _paddedKeys = (keys + BlockTable.PositionsPerBlock - 1) / BlockTable.PositionsPerBlock * BlockTable.PositionsPerBlock;
        long elements = AttentionStart + (_hasAttention ? _declaration.LayerCount * AttentionElements : 0) + 16;
        _memory = new AlignedMemory(elements * sizeof(float));
    }

    /// <summary>Drops what an earlier call kept, as a call does that keeps nothing.</summary>
    internal void Forget()
    {
        _memory?.Dispose();
        _memory = null;
        (_hasHidden, _hasAttention, Rows) = (false, false, 0);
    }

    /// <summary>Points a pass to the rows that it makes.</summary>
    internal void Attach(ref Call call, int firstRow)
    {
        call.Taps = null;
        if (_memory is not { } memory)
        {
            return;
        }

        TapTable* table = (TapTable*)_table.Pointer;
        float** pointers = (float**)(table + 1);
        table->Attention = pointers;
        table->Hidden = pointers + _declaration.LayerCount;
        for (int layer = 0; layer < _declaration.LayerCount; layer++)
        {
            table->Attention[layer] = _hasAttention ? memory.Floats + AttentionStart + (layer * AttentionElements) + ((long)firstRow * _paddedKeys) : null;
        }

        for (int index = 0; index <= _declaration.LayerCount; index++)
        {
            table->Hidden[index] = _hasHidden ? memory.Floats + (index * HiddenElements) + ((long)firstRow * _declaration.Width) : null;
        }

        call.Taps = table;
        (call.TapRows, call.TapKeys) = (Rows, _paddedKeys);
    }
}
