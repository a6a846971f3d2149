namespace Etch.Execution;

/// <summary>The session of a model that reads whole sequences: encoders, classifiers, masked language models. Sequences of a batch run side by side, without padding.</summary>
public sealed unsafe class EncoderSession : IDisposable
{
    private readonly ModelData _model;
    private readonly ModelDeclaration _declaration;
    private readonly PassMemory _memory;
    private readonly AlignedMemory _blocks;
    private readonly SessionGate _gate;
    private readonly int _threads;
    private readonly NamedOutputs _outputs;
    private float[] _main = [];

    /// <summary>A session.</summary>
    /// <param name="model">The loaded model.</param>
    /// <param name="threads">The most threads that a call may use; 0: as many as the machine has.</param>
    public EncoderSession(ModelData model, int threads = 0)
    {
        model.AddSession();         // before memory is taken, since a disposed model refuses
        try
        {
            (_model, _declaration, _threads) = (model, model.Declaration, ThreadCount.Of(threads));
            _memory = new PassMemory(model, _threads);
            _blocks = new AlignedMemory(BlockBytes(_declaration));
            _gate = new SessionGate(this);
            Taps = new Taps(_declaration, _gate);
            _outputs = new NamedOutputs(_declaration);
            PointBlocks();
        }
        catch
        {
            model.RemoveSession();  // a session that could not be made does not keep the model in memory
            throw;
        }
    }

    /// <summary>The model's declaration.</summary>
    public ModelDeclaration Declaration => _declaration;

    /// <summary>Copies of hidden states and attention weights; kept for calls with one sequence.</summary>
    public Taps Taps { get; }

    /// <summary>Whether the main output has one row for each sequence.</summary>
    public bool IsPooled => Main.Rows == OutputRows.Runs;

    /// <summary>The width of a row of the main output.</summary>
    public int OutputWidth => Main.Width;

    private OutputDeclaration Main => _declaration.Outputs[0];

    /// <summary>Runs sequences of different lengths; the main output goes to the destination, in order.</summary>
    /// <param name="tokens">The sequences, one after another.</param>
    /// <param name="lengths">The length of each.</param>
    /// <param name="segments">The segment of each token, or empty.</param>
    /// <param name="destination">Room for the main output of all.</param>
    public void Run(ReadOnlySpan<int> tokens, ReadOnlySpan<int> lengths, ReadOnlySpan<int> segments, Span<float> destination)
    {
        _gate.Enter();
        try
        {
            Check(tokens, lengths, segments);
            TokenCheck.Destination(destination.Length, (long)(IsPooled ? lengths.Length : tokens.Length) * OutputWidth, IsPooled ? "one row for each sequence" : "one row for each token", nameof(destination));
            RunAll(tokens, lengths, segments, destination);
        }
        finally
        {
            _gate.Exit();
        }
    }

    /// <summary>Runs one sequence and gives a view of its main output, good until the next call.</summary>
    public ReadOnlySpan<float> Run(ReadOnlySpan<int> tokens, ReadOnlySpan<int> segments)
    {
        _gate.Enter();
        try
        {
            ReadOnlySpan<int> lengths = [tokens.Length];
            Check(tokens, lengths, segments);
            int rows = IsPooled ? 1 : tokens.Length;
            Span<float> destination = Room(checked(rows * OutputWidth));
            RunAll(tokens, lengths, segments, destination);
            return destination;
        }
        finally
        {
            _gate.Exit();
        }
    }

    /// <summary>Runs one sequence for the outputs of some positions: positions × width.</summary>
    public void Predict(ReadOnlySpan<int> tokens, ReadOnlySpan<int> positions, ReadOnlySpan<int> segments, Span<float> destination)
    {
        _gate.Enter();
        try
        {
            Check(tokens, [tokens.Length], segments);
            TokenCheck.Destination(destination.Length, (long)positions.Length * OutputWidth, "one row for each asked position", nameof(destination));
            foreach (int position in positions)
            {
                if ((uint)position >= (uint)tokens.Length)
                {
                    throw new ArgumentException($"Position {position} was asked for, but the sequence has {tokens.Length} tokens.", nameof(positions));
                }
            }

            _outputs.Clear();
            Taps.Prepare(tokens.Length, tokens.Length);
            using TeamLease team = WorkTeam.Shared.Enter(_threads);
            for (int done = 0; done < positions.Length;)
            {
                int count = Math.Min(_declaration.WantedBound, positions.Length - done);
                Pass(tokens, [tokens.Length], segments, positions.Slice(done, count), team, hasOldRows: done > 0);
                for (int row = 0; row < count; row++)
                {
                    _memory.Row(Main, row).CopyTo(destination[((done + row) * OutputWidth)..]);
                }

                done += count;
            }
        }
        finally
        {
            _gate.Exit();
        }
    }

    /// <summary>A named output of the last call: rows × width, all its sequences one after another.</summary>
    public ReadOnlySpan<float> Output(string name) => _outputs.Of(name);

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_gate.Dispose())
        {
            _memory.Dispose();
            _blocks.Dispose();
            Taps.Dispose();
            _model.RemoveSession();
        }
    }

    /// <summary>The bytes of the keys and values of one pass.</summary>
    internal static long BlockBytes(ModelDeclaration declaration) => BlockCount(declaration) * (sizeof(float*) + (declaration.BlockElements * sizeof(float))) + AlignedMemory.Alignment;

    private static int BlockCount(ModelDeclaration declaration) => (declaration.RowBound / BlockTable.PositionsPerBlock) + declaration.RunBound + 1;

    private void PointBlocks()
    {
        int count = BlockCount(_declaration);
        float* data = _blocks.Floats;
        float** pointers = (float**)(data + (count * _declaration.BlockElements));
        for (int block = 0; block < count; block++)
        {
            pointers[block] = data + (block * _declaration.BlockElements);
        }

        _memory.Call.Blocks = pointers;
    }

    private void Check(ReadOnlySpan<int> tokens, ReadOnlySpan<int> lengths, ReadOnlySpan<int> segments)
    {
        long sum = 0;
        for (int index = 0; index < lengths.Length; index++)
        {
            int length = lengths[index];
            if (length < 1 || length > _declaration.Context)
            {
                throw new ArgumentException($"Sequence {index} has {length} tokens, but {_declaration.Name} takes 1 to {_declaration.Context}. Cut it, or leave it out.", nameof(lengths));
            }

            sum += length;
        }

        if (sum != tokens.Length)
        {
            throw new ArgumentException($"The lengths say {sum} tokens, but there are {tokens.Length}.", nameof(lengths));
        }

        TokenCheck.Ids(tokens, _declaration.VocabularySize, nameof(tokens));
        TokenCheck.Segments(segments, tokens.Length, _declaration.SegmentCount, nameof(segments));
    }

    /// <summary>As many sequences as the bounds allow in each pass.</summary>
    private void RunAll(ReadOnlySpan<int> tokens, ReadOnlySpan<int> lengths, ReadOnlySpan<int> segments, Span<float> destination)
    {
        _outputs.Clear();
        if (lengths.Length == 1)
        {
            Taps.Prepare(tokens.Length, tokens.Length);
        }
        else
        {
            Taps.Forget();
        }

        using TeamLease team = WorkTeam.Shared.Enter(_threads);
        for (int next = 0; next < lengths.Length;)
        {
            int count = 0, rows = 0;
            while (next + count < lengths.Length && count < _declaration.RunBound && rows + lengths[next + count] <= _declaration.RowBound)
            {
                rows += lengths[next + count++];
            }

            Pass(tokens[..rows], lengths.Slice(next, count), segments.IsEmpty ? segments : segments[..rows], [], team, keepTaps: lengths.Length == 1);
            int made = IsPooled ? count : rows;
            for (int row = 0; row < made; row++)
            {
                _memory.Row(Main, row).CopyTo(destination[(row * OutputWidth)..]);
            }

            destination = destination[(made * OutputWidth)..];
            tokens = tokens[rows..];
            segments = segments.IsEmpty ? segments : segments[rows..];
            next += count;
        }
    }

    private void Pass(ReadOnlySpan<int> tokens, ReadOnlySpan<int> lengths, ReadOnlySpan<int> segments, ReadOnlySpan<int> wanted, in TeamLease team, bool keepTaps = true, bool hasOldRows = false)
    {
        _memory.Begin();
        int first = 0, block = 0;
        foreach (int length in lengths)
        {
            _memory.AddRun(tokens.Slice(first, length), segments.IsEmpty ? segments : segments.Slice(first, length), 0, block);
            first += length;
            block += (length + BlockTable.PositionsPerBlock - 1) / BlockTable.PositionsPerBlock;
        }

        foreach (int row in wanted)
        {
            _memory.Want(row);
        }

        _memory.Call.Taps = null;
        if (keepTaps)
        {
            Taps.Attach(ref _memory.Call, 0);
        }

        fixed (Call* call = &_memory.Call)
        {
            _model.Kernels.Forward(_model, call, team);
        }

        _outputs.Keep(_memory, hasOldRows);
    }

    private Span<float> Room(int elements)
    {
        if (_main.Length < elements)
        {
            Array.Resize(ref _main, elements);
        }

        return _main.AsSpan(0, elements);
    }
}
