namespace Etch.Generator.Kernels;

/// <summary>A register tile: rows × vectors of accumulators, k unrolled.</summary>
internal sealed record Tile(int Rows, int Vectors, int Unroll)
{
    public override string ToString() => $"{Rows}x{Vectors}x{Unroll}";
}

/// <summary>How the panels of a product's weights lie: [outer / columns][inner][columns]. Packer and kernel read the same record.</summary>
/// <param name="Columns">Columns of a panel.</param>
/// <param name="Lanes">Columns of a vector.</param>
/// <param name="Paired">Whether vectors alternate between two matrices (gate, up).</param>
internal sealed record PanelLayout(int Columns, int Lanes, bool Paired)
{
    /// <summary>Columns of the output that a panel makes.</summary>
    public int OutputColumns => Paired ? Columns / 2 : Columns;

    public override string ToString() => Paired ? $"panels {Columns} of pairs of {Lanes}, f32" : $"panels {Columns}, f32";
}
