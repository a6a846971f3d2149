using Etch.Generator.Graph;
using static Etch.Generator.Kernels.Vectors;

namespace Etch.Generator.Kernels;

/// <summary>
/// y = softmax(q · kᵀ · scale, terms) · v for tiles of query rows, one head at a time. Scores are chains over the head's width, the
/// softmax one maximum and one sum of sixteen partials by absolute position, values a chain over the visible positions in rising
/// order, then one division. Scores of a tile stay in a scratch row, so no result depends on a block size.
/// </summary>
internal static class AttentionKernel
{
    public static Kernel Lower(string name, AttentionShape shape, int lanes)
    {
        AttentionNode node = shape.Node;
        string summary = $"y = softmax(q · kᵀ, {node.Visibility}) · v: {node.Heads} heads of {node.HeadWidth}, {node.KeyState.Heads} of keys and values.";
        KernelBuilder k = new(name, summary, lanes);
        AttentionParameters p = new(k, node);
        k.For("item", p.From, p.To, 1, item =>
        {
            k.Note("an item is a head and a tile: first row, rows, first block of its run");
            Variable head = k.Let("head", item / p.TileCount), tile = k.Let("tile", p.Tiles + (item % p.TileCount * 4));
            Variable first = k.Let("first", LoadInteger(tile)), count = k.Let("count", LoadInteger(tile + 1));
            Expression group = node.Group == 1 ? head : head / node.Group;
            AttentionItem at = new(
                head,
                first,
                count,
                k.Let("run", p.Blocks + LoadInteger(tile + 2)),
                k.Let("query", p.Query + ((first * shape.StrideQuery) + (head * node.HeadWidth))),
                k.Let("mixed", p.Mixed + ((first * shape.StrideMixed) + (head * node.ValueWidth))),
                k.Let("keys", p.KeyOffset + (group * shape.Layout.KeysPerHead)),
                k.Let("values", p.ValueOffset + (group * shape.Layout.ValuesPerHead)));
            k.If(Same(count, 1),
                () => Scores(k, shape, p, at, Bounds(k, node, p, at, 1)),
                () => Scores(k, shape, p, at, Bounds(k, node, p, at, node.Tile!.Rows)));
            AttentionSoftmax.Lower(k, shape, p, at);
            k.If(Same(count, 1),
                () => Mix(k, shape, p, at, Bounds(k, node, p, at, 1)),
                () => Mix(k, shape, p, at, Bounds(k, node, p, at, node.Tile!.Rows)));
        });
        return k.Build();
    }

    private static void Scores(KernelBuilder k, AttentionShape shape, AttentionParameters p, AttentionItem at, (List<Expression> From, List<Expression> To) bounds) =>
        AttentionScores.Lower(k, shape, p, at, bounds.From.Count, bounds.From[0], bounds.To[bounds.To.Count - 1]);

    private static void Mix(KernelBuilder k, AttentionShape shape, AttentionParameters p, AttentionItem at, (List<Expression> From, List<Expression> To) bounds) =>
        AttentionMix.Lower(k, shape, p, at, bounds.From, bounds.To);

    /// <summary>What each row of the tile sees; rows that the run has not are taken as its last one, and nobody reads what they make.</summary>
    private static (List<Expression> From, List<Expression> To) Bounds(KernelBuilder k, AttentionNode node, AttentionParameters p, AttentionItem at, int rows)
    {
        List<Expression> from = [], to = [];
        k.Together(() =>
        {
            int different = node.Visibility == Visibility.All ? 1 : rows;
            for (int r = 0; r < different; r++)
            {
                Expression row = at.First + (r == 0 ? 0 : Smaller(r, at.Count - 1));
                from.Add(k.Let($"from{r}", LoadInteger(p.Firsts + row)));
                to.Add(k.Let($"to{r}", LoadInteger(p.Lasts + row)));
            }
        });
        from.AddRange(Enumerable.Repeat(from[0], rows - from.Count));
        to.AddRange(Enumerable.Repeat(to[0], rows - to.Count));
        return (from, to);
    }
}

/// <summary>The node with the strides and layouts around it.</summary>
/// <param name="ScratchStride">Elements from one scratch row to the next: the context, in whole blocks.</param>
internal sealed record AttentionShape(AttentionNode Node, BlockLayout Layout, int StrideQuery, int StrideMixed, int ScratchStride);

/// <summary>The parameters, in their order.</summary>
internal sealed class AttentionParameters
{
    public AttentionParameters(KernelBuilder k, AttentionNode node)
    {
        Query = k.Parameter("queries", Kind.Floats);
        Blocks = k.Parameter("blocks", Kind.Blocks);
        KeyOffset = k.Parameter("keyOffset", Kind.Index);
        ValueOffset = k.Parameter("valueOffset", Kind.Index);
        Tiles = k.Parameter("tiles", Kind.Integers);
        TileCount = k.Parameter("tileCount", Kind.Index);
        Firsts = k.Parameter("firsts", Kind.Integers);
        Lasts = k.Parameter("lasts", Kind.Integers);
        Factor = node.Scale.IsConstant ? Number(node.Scale[0]) : Splat(k.Parameter("factor", Kind.Float));
        if (node.Terms.Any(term => term is AlibiTerm))
        {
            Slopes = k.Parameter("slopes", Kind.Floats);
            Positions = k.Parameter("positions", Kind.Integers);
        }

        Mixed = k.Parameter("mixedRows", Kind.Floats);
        Tap = k.Parameter("tap", Kind.Floats);
        TapRows = k.Parameter("tapRows", Kind.Index);
        TapKeys = k.Parameter("tapKeys", Kind.Index);
        Scratch = k.Parameter("scratch", Kind.Floats);
        From = k.Parameter("from", Kind.Index);
        To = k.Parameter("to", Kind.Index);
    }

    public Variable Query { get; }

    public Variable Blocks { get; }

    public Variable KeyOffset { get; }

    public Variable ValueOffset { get; }

    public Variable Tiles { get; }

    public Variable TileCount { get; }

    public Variable Firsts { get; }

    public Variable Lasts { get; }

    public Expression Factor { get; }

    public Variable? Slopes { get; }

    public Variable? Positions { get; }

    public Variable Mixed { get; }

    public Variable Tap { get; }

    public Variable TapRows { get; }

    public Variable TapKeys { get; }

    public Variable Scratch { get; }

    public Variable From { get; }

    public Variable To { get; }
}

/// <summary>What one item works on.</summary>
internal sealed record AttentionItem(
    Variable Head, Variable First, Variable Count, Variable Run, Variable Query, Variable Mixed, Variable Keys, Variable Values);
