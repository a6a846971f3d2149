namespace Etch.Execution;

/// <summary>What one pass over a graph reads: the run table, the inputs of each row and the memory. Filled by a session, read by generated code.</summary>
public unsafe struct Call
{
    /// <summary>The arena.</summary>
    public byte* Arena;

    /// <summary>The new rows of all runs.</summary>
    public nint Rows;

    /// <summary>The number of runs.</summary>
    public nint Runs;

    /// <summary>The number of rows whose outputs are wanted.</summary>
    public nint WantedRows;

    /// <summary>The token id of each row.</summary>
    public int* Ids;

    /// <summary>The position of each row in its sequence.</summary>
    public int* Positions;

    /// <summary>The segment of each row.</summary>
    public int* Segments;

    /// <summary>The wanted rows.</summary>
    public int* Wanted;

    /// <summary>The first row of each run.</summary>
    public int* Firsts;

    /// <summary>The last row of each run.</summary>
    public int* Lasts;

    /// <summary>The block that each row's keys and values go to, as an index into <see cref="Blocks"/>.</summary>
    public int* RowBlocks;

    /// <summary>The tiles of query rows, four numbers each: first row, rows, first block of the run, run.</summary>
    public int* Tiles;

    /// <summary>The number of tiles.</summary>
    public nint TileCount;

    /// <summary>The blocks of all runs.</summary>
    public float** Blocks;

    /// <summary>The scratch rows of all workers.</summary>
    public float* Scratch;

    /// <summary>For each rule of what a row sees: the first key and the key after the last, by row.</summary>
    public int* Visible;

    /// <summary>Elements from one array of <see cref="Visible"/> to the next.</summary>
    public nint VisibleStride;

    /// <summary>The copies that the caller asked for, or null.</summary>
    public TapTable* Taps;

    /// <summary>Rows of a tapped attention matrix.</summary>
    public nint TapRows;

    /// <summary>Elements from row to row of a tapped attention matrix.</summary>
    public nint TapKeys;

    /// <summary>The first key that each row sees under a rule.</summary>
    public readonly int* VisibleFrom(int rule) => Visible + (2 * rule * VisibleStride);

    /// <summary>The key after the last that each row sees under a rule.</summary>
    public readonly int* VisibleTo(int rule) => Visible + (((2 * rule) + 1) * VisibleStride);

    /// <summary>Where the attention of a layer is copied to, or null.</summary>
    public readonly float* AttentionTap(int layer) => Taps == null ? null : Taps->Attention[layer];

    /// <summary>Copies a hidden state where somebody asked for it.</summary>
    /// <param name="index">Its number: 0 enters the first layer, the last one is what the head reads.</param>
    /// <param name="rows">The rows in the arena.</param>
    /// <param name="count">How many.</param>
    /// <param name="width">Elements of a row.</param>
    /// <param name="stride">Elements from row to row in the arena.</param>
    public readonly void TapHidden(int index, float* rows, nint count, int width, int stride)
    {
        if (Taps == null || Taps->Hidden[index] == null)
        {
            return;
        }

        for (nint row = 0; row < count; row++)
        {
            new ReadOnlySpan<float>(rows + (row * stride), width).CopyTo(new Span<float>(Taps->Hidden[index] + (row * width), width));
        }
    }
}

/// <summary>Where the copies of a tapped call go: a pointer for each layer or hidden state, null where nobody asked.</summary>
public unsafe struct TapTable
{
    /// <summary>By layer: heads × rows × keys.</summary>
    public float** Attention;

    /// <summary>By number: rows × width.</summary>
    public float** Hidden;
}
