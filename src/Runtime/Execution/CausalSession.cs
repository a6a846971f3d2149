namespace Etch.Execution;

/// <summary>The session of a causal language model: a prompt runs in pieces, keys and values stay in blocks, logits of the last row come back.</summary>
public sealed unsafe class CausalSession : IDisposable
{
    private readonly ModelData _model;
    private readonly ModelDeclaration _declaration;
    private readonly PassMemory _memory;
    private readonly SessionGate _gate;
    private readonly int _threads;
    private readonly int[] _ids;
    private readonly NamedOutputs _outputs;
    private readonly float[] _logits;       // of the last call; no view of memory that a dispose frees is ever given out
    private BlockTable _cache;

    /// <summary>A session that has read nothing.</summary>
    /// <param name="model">The loaded model.</param>
    /// <param name="threads">The most threads that a call may use; 0: as many as the machine has.</param>
    public CausalSession(ModelData model, int threads = 0)
        : this(model, ThreadCount.Of(threads), null, new int[model.Declaration.Context])
    {
    }

    private CausalSession(ModelData model, int threads, BlockTable? cache, int[] ids)
    {
        model.AddSession();         // before memory is taken, since a disposed model refuses
        try
        {
            (_model, _declaration, _threads, _ids) = (model, model.Declaration, threads, ids);
            _cache = cache ?? new BlockTable(model.Blocks, _declaration.Context);
            _memory = new PassMemory(model, threads);
            _gate = new SessionGate(this);
            _outputs = new NamedOutputs(_declaration);
            _logits = new float[_declaration.VocabularySize];
            Taps = new Taps(_declaration, _gate);
        }
        catch
        {
            model.RemoveSession();  // a session that could not be made does not keep the model in memory
            throw;
        }
    }

    /// <summary>The model's declaration.</summary>
    public ModelDeclaration Declaration => _declaration;

    /// <summary>The tokens read.</summary>
    public int Position => _cache.Length;

    /// <summary>Copies of hidden states and attention weights.</summary>
    public Taps Taps { get; }

    /// <inheritdoc cref="ILanguageModel.Forward"/>
    public ReadOnlySpan<float> Forward(ReadOnlySpan<int> tokens)
    {
        _gate.Enter();
        try
        {
            Check(tokens);
            Read(tokens, default, _declaration.RowBound);
            _memory.Row(_declaration.Outputs[0], 0).CopyTo(_logits);
            return _logits;
        }
        finally
        {
            _gate.Exit();
        }
    }

    /// <inheritdoc cref="ILanguageModel.ForwardAll"/>
    public void ForwardAll(ReadOnlySpan<int> tokens, Span<float> destination)
    {
        _gate.Enter();
        try
        {
            Check(tokens);
            TokenCheck.Destination(destination.Length, (long)tokens.Length * _declaration.VocabularySize, "one row of logits for each token", nameof(destination));
            Read(tokens, destination, _declaration.WantedBound);
        }
        finally
        {
            _gate.Exit();
        }
    }

    /// <summary>A named output of the last call: rows × width, for every token it read, or for every row of logits where it stands behind their choice.</summary>
    public ReadOnlySpan<float> Output(string name) => _outputs.Of(name);

    /// <inheritdoc cref="ILanguageModel.Rewind"/>
    public void Rewind(int position)
    {
        _gate.Enter();
        try
        {
            if (position < 0 || position > Position)
            {
                throw new ArgumentOutOfRangeException(nameof(position), position, $"The session has read {Position} tokens; it can go back to a position from 0 to {Position}.");
            }

            if (FirstSeen(position) >= _cache.FirstHeld)
            {
                _cache.Rewind(position);
            }
            else
            {
                Rebuild(position);
            }

            Taps.Forget();
            _outputs.Clear();
        }
        finally
        {
            _gate.Exit();
        }
    }

    /// <inheritdoc cref="ILanguageModel.Fork"/>
    public CausalSession Fork()
    {
        _gate.Enter();
        try
        {
            BlockTable cache = _cache.Fork();
            try
            {
                return new CausalSession(_model, _threads, cache, (int[])_ids.Clone());
            }
            catch
            {
                cache.Dispose();
                throw;
            }
        }
        finally
        {
            _gate.Exit();
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_gate.Dispose())
        {
            _cache.Dispose();
            _memory.Dispose();
            Taps.Dispose();
            _model.RemoveSession();
        }
    }

    private void Check(ReadOnlySpan<int> tokens)
    {
        if (tokens.IsEmpty)
        {
            throw new ArgumentException("There is no token to read. Give at least one.", nameof(tokens));
        }

        if (tokens.Length > _declaration.Context - Position)
        {
            throw new ArgumentException(
                $"{tokens.Length} tokens do not fit: the context of {_declaration.Name} is {_declaration.Context}, and the session has read {Position}. Rewind, or give at most {_declaration.Context - Position}.",
                nameof(tokens));
        }

        TokenCheck.Ids(tokens, _declaration.VocabularySize, nameof(tokens));
    }

    /// <summary>Runs the tokens in pieces and commits at the end; what fails leaves the cache as it was.</summary>
    private void Read(ReadOnlySpan<int> tokens, Span<float> destination, int pieceBound)
    {
        int position = Position, total = tokens.Length;
        _cache.Reserve(position + total);
        try
        {
            _outputs.Clear();
            Taps.Prepare(total, position + total);
            using TeamLease team = WorkTeam.Shared.Enter(_threads);
            for (int done = 0; done < total;)
            {
                int count = Math.Min(pieceBound, total - done);
                Pass(tokens.Slice(done, count), position + done, done, destination, done + count == total, team);
                done += count;
            }

            tokens.CopyTo(_ids.AsSpan(position));
            _cache.Commit(position + total);
            _cache.ReleaseBefore(FirstSeen(Position) / BlockTable.PositionsPerBlock * BlockTable.PositionsPerBlock);     // whole blocks: what else is held can be rewound to
        }
        catch
        {
            _cache.Abandon();
            throw;
        }
    }

    private void Pass(ReadOnlySpan<int> piece, int past, int done, Span<float> destination, bool isLast, in TeamLease team)
    {
        _memory.Begin();
        _memory.AddRun(piece, default, past, 0);
        for (int row = destination.IsEmpty ? piece.Length - 1 : 0; row < piece.Length && (isLast || !destination.IsEmpty); row++)
        {
            _memory.Want(row);
        }

        _memory.Call.Blocks = _cache.Pointers;
        Taps.Attach(ref _memory.Call, done);
        fixed (Call* call = &_memory.Call)
        {
            _model.Kernels.Forward(_model, call, team);
        }

        _outputs.Keep(_memory);
        OutputDeclaration logits = _declaration.Outputs[0];
        for (int row = 0; !destination.IsEmpty && row < piece.Length; row++)
        {
            _memory.Row(logits, row).CopyTo(destination[((done + row) * logits.Width)..]);
        }
    }

    /// <summary>The first position that the next token can still see.</summary>
    private int FirstSeen(int position) => _declaration.KeptPositions == 0 ? 0 : Math.Max(0, position - _declaration.KeptPositions + 1);

    /// <summary>Blocks behind a window were given back: the tokens that were read give them again, with the same bits.</summary>
    private void Rebuild(int position)
    {
        BlockTable old = _cache;
        _cache = new BlockTable(_model.Blocks, _declaration.Context);
        try
        {
            if (position > 0)
            {
                Read(_ids.AsSpan(0, position), default, _declaration.RowBound);
            }

            old.Dispose();
        }
        catch
        {
            _cache.Dispose();
            _cache = old;
            throw;
        }
    }
}
