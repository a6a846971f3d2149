using Etch.Generator.Graph;

namespace Etch.Generator.Passes;

/// <summary>The nodes that read columns of a value, so that several values may become columns of one.</summary>
internal static class ColumnReaders
{
    /// <summary>The columns that a node reads, or null where it reads whole rows alone.</summary>
    public static Columns? Columns(Node node) => node switch
    {
        NormNode norm => norm.Input,
        RotateNode rotate => rotate.Input,
        AppendNode append => append.Input,
        AttentionNode attention => attention.Query,
        ProductNode product => product.Input,
        MapNode map => map.Input,
        _ => null,
    };

    /// <summary>The node with values read as columns of another.</summary>
    /// <param name="offsets">The first column of each value that moved.</param>
    public static Node Move(Node node, IReadOnlyDictionary<int, int> offsets, int merged)
    {
        if (Columns(node) is not { } columns || !offsets.TryGetValue(columns.Value, out int offset))
        {
            return node;
        }

        Columns moved = new(merged, offset + columns.From, columns.Width);
        return node switch
        {
            NormNode norm => norm with { Input = moved },
            RotateNode rotate => rotate with { Input = moved },
            AppendNode append => append with { Input = moved },
            AttentionNode attention => attention with { Query = moved },
            ProductNode product => product with { Input = moved },
            MapNode map => map with { Input = moved },
            _ => node,
        };
    }
}
