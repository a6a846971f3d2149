namespace Etch.Execution;

/// <summary>A session's memory: the arena, the inputs of each row, the scratch of each worker. Sized once, for the bounds of the declaration.</summary>
internal sealed unsafe class PassMemory : IDisposable
{
    /// <summary>Rows behind the last one that a tile may run into.</summary>
    public const int SpareRows = 16;

    private readonly AlignedMemory _memory;
    private readonly ModelDeclaration _declaration;
    private readonly int _tileRows;
    private Call _call;
    private int _tiles;

    public PassMemory(ModelData model, int threads)
    {
        (_declaration, _tileRows) = (model.Declaration, model.Kernels.TileRows);
        _memory = new AlignedMemory(Bytes(_declaration, threads));
        int rows = _declaration.RowBound + SpareRows;
        byte* at = _memory.Pointer;
        _call.Arena = Take(ref at, _declaration.ArenaBytes);
        _call.Scratch = (float*)Take(ref at, (long)threads * _declaration.ScratchElements * sizeof(float));
        _call.Ids = Integers(ref at, rows);
        _call.Positions = Integers(ref at, rows);
        _call.Segments = Integers(ref at, rows);
        _call.RowBlocks = Integers(ref at, rows);
        _call.Tiles = Integers(ref at, 4 * rows);
        _call.Wanted = Integers(ref at, _declaration.WantedBound + SpareRows);
        _call.Firsts = Integers(ref at, _declaration.RunBound + SpareRows);
        _call.Lasts = Integers(ref at, _declaration.RunBound + SpareRows);
        _call.VisibleStride = rows;
        _call.Visible = Integers(ref at, 2 * Math.Max(_declaration.Visible.Count, 1) * rows);
    }

    /// <summary>The call under construction.</summary>
    public ref Call Call => ref _call;

    /// <summary>The bytes that a session takes for so many threads.</summary>
    public static long Bytes(ModelDeclaration declaration, int threads)
    {
        int rows = declaration.RowBound + SpareRows;
        long integers = (8L * rows) + declaration.WantedBound + (2L * declaration.RunBound) + (3 * SpareRows) + (2L * Math.Max(declaration.Visible.Count, 1) * rows);
        return Round(declaration.ArenaBytes) + Round((long)threads * declaration.ScratchElements * sizeof(float)) + (integers * sizeof(int)) + (16 * AlignedMemory.Alignment);
    }

    /// <summary>Begins a pass without rows.</summary>
    public void Begin()
    {
        (_call.Rows, _call.Runs, _call.WantedRows, _call.TileCount) = (0, 0, 0, 0);
        _tiles = 0;
    }

    /// <summary>Adds a run: new rows of one sequence.</summary>
    /// <param name="ids">The ids of the new rows.</param>
    /// <param name="segments">Their segments, or empty.</param>
    /// <param name="past">Positions before the first of them.</param>
    /// <param name="firstBlock">The index of the sequence's first block.</param>
    public void AddRun(ReadOnlySpan<int> ids, ReadOnlySpan<int> segments, int past, int firstBlock)
    {
        int first = (int)_call.Rows, run = (int)_call.Runs;
        ids.CopyTo(new Span<int>(_call.Ids + first, ids.Length));
        Span<int> rowSegments = new(_call.Segments + first, ids.Length);
        rowSegments.Clear();
        segments.CopyTo(rowSegments);
        CheckWhatIsRead(first, ids.Length);
        for (int row = 0; row < ids.Length; row++)
        {
            _call.Positions[first + row] = past + row;
            _call.RowBlocks[first + row] = firstBlock + ((past + row) / BlockTable.PositionsPerBlock);
        }

        See(first, ids.Length, past);
        Tile(first, ids.Length, firstBlock, run);
        _call.Firsts[run] = first;
        _call.Lasts[run] = first + ids.Length - 1;
        _call.Rows += ids.Length;
        _call.Runs++;
    }

    /// <summary>Asks for the outputs of a row.</summary>
    public void Want(int row) =>
        _call.Wanted[_call.WantedRows++] = (ulong)row < (ulong)_call.Rows ? row : throw new ArgumentException($"Row {row} was asked for, but the pass has {_call.Rows} rows.");

    /// <summary>A row of an output that the last pass left in the arena.</summary>
    public ReadOnlySpan<float> Row(OutputDeclaration output, int row) =>
        new((float*)(_call.Arena + output.Offset) + ((long)row * output.Stride), output.Width);

    public void Dispose() => _memory.Dispose();

    /// <summary>The caller's arrays may change while the call runs; so the copy that the kernels read is checked again.</summary>
    private void CheckWhatIsRead(int first, int rows)
    {
        if (rows == 0)
        {
            throw new ArgumentException("A sequence has no token.");
        }

        TokenCheck.Ids(new ReadOnlySpan<int>(_call.Ids + first, rows), _declaration.VocabularySize, "tokens");
        TokenCheck.Segments(new ReadOnlySpan<int>(_call.Segments + first, rows), rows, _declaration.SegmentCount, "segments");
    }

    private void See(int first, int rows, int past)
    {
        for (int rule = 0; rule < _declaration.Visible.Count; rule++)
        {
            (int before, int after) = _declaration.Visible[rule];
            int* from = _call.VisibleFrom(rule) + first, to = _call.VisibleTo(rule) + first;
            for (int row = 0; row < rows; row++)
            {
                int position = past + row;
                from[row] = before == 0 ? 0 : Math.Max(0, position - before + 1);
                to[row] = after < 0 ? past + rows : Math.Min(past + rows, position + 1 + after);
            }
        }
    }

    private void Tile(int first, int rows, int firstBlock, int run)
    {
        for (int row = 0; row < rows; row += _tileRows)
        {
            int* tile = _call.Tiles + (4 * _tiles++);
            (tile[0], tile[1], tile[2], tile[3]) = (first + row, Math.Min(_tileRows, rows - row), firstBlock, run);
        }

        _call.TileCount = _tiles;
    }

    private static int* Integers(ref byte* at, int count) => (int*)Take(ref at, (long)count * sizeof(int));

    private static byte* Take(ref byte* at, long bytes)
    {
        byte* taken = at;
        at += Round(bytes);
        return taken;
    }

    private static long Round(long bytes) => (bytes + AlignedMemory.Alignment - 1) / AlignedMemory.Alignment * AlignedMemory.Alignment;
}
