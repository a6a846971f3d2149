#if ETCH_GENERATOR
namespace Etch.Generator.Weights;
#else
namespace Etch.Weights;
#endif

/// <summary>
/// <c>a.heads(heads, parts, width)[selection]</c>: the first axis is heads × parts × width; the chosen parts of each head are kept, in
/// the written order. Fused projections that interleave query, key and value by head are read so.
/// </summary>
internal sealed record HeadsExpression(WeightExpression Source, int Heads, int Parts, int Width, ValueList<AxisSelector> Selection) : WeightExpression
{
    public override Precedence Precedence => Precedence.Postfix;

    public override IReadOnlyList<WeightExpression> Operands => [Source];

    public override IEnumerable<Position> OwnPositions => Selection.SelectMany(selector => selector.Positions);

    public override string Print() =>
        Operand(Source, Precedence.Postfix) + FormattableString.Invariant($".heads({Heads}, {Parts}, {Width})") + SliceExpression.Print(Selection);

    public override PartialShape ShapeOf(Func<string, long[]?> shapes)
    {
        long rows = ShapeRule.Product([Heads, Parts, Width], this);
        PartialShape source = Source.ShapeOf(shapes).AtLeast(1, this);
        if (source.Extents[0] != PartialShape.Any && source.Extents[0] != rows)
        {
            throw new ShapeException(FormattableString.Invariant(
                $"{Print()} needs {Heads} × {Parts} × {Width} = {rows} rows, but its operand is {source.Print()}"));
        }
        return source.WithRows(Chosen() is { } chosen ? ShapeRule.Product([Heads, chosen, Width], this) : PartialShape.Any);
    }

    public override WeightExpression Rebuild(Func<WeightExpression, WeightExpression> change) => this with { Source = change(Source) };

    protected override WeightExpression OwnIn(Place place) => this with { Selection = SliceExpression.In(Selection, place) };

    private long? Chosen()
    {
        long chosen = 0;
        foreach (AxisSelector selector in Selection)
        {
            long count = ShapeRule.Count(selector, Parts, this);
            if (count == PartialShape.Any)
            {
                return null;
            }
            chosen += count;
        }
        return chosen;
    }
}

/// <summary><c>a.split(n)[i]</c>: the i-th of n equal parts of the first axis.</summary>
internal sealed record SplitExpression(WeightExpression Source, int Count, Position Index) : WeightExpression
{
    public override Precedence Precedence => Precedence.Postfix;

    public override IReadOnlyList<WeightExpression> Operands => [Source];

    public override IEnumerable<Position> OwnPositions => [Index];

    public override string Print() => Operand(Source, Precedence.Postfix) + FormattableString.Invariant($".split({Count})[{Index.Print()}]");

    public override PartialShape ShapeOf(Func<string, long[]?> shapes)
    {
        ShapeRule.Count(new AxisIndex(Index), Count, this);
        PartialShape source = Source.ShapeOf(shapes).AtLeast(1, this).RowsInto(Count, "equal parts", this);
        return source.WithRows(source.Extents[0] == PartialShape.Any ? PartialShape.Any : source.Extents[0] / Count);
    }

    public override WeightExpression Rebuild(Func<WeightExpression, WeightExpression> change) => this with { Source = change(Source) };

    protected override WeightExpression OwnIn(Place place) => this with { Index = Index.In(place) };
}

/// <summary>
/// <c>a.rotary(heads)</c>: the rows of each head go from the pairing (2k, 2k + 1), in which the file stores them, to (k, k + d / 2):
/// <c>Pairing.Adjacent</c> becomes <c>Pairing.Halves</c>.
/// </summary>
internal sealed record RotaryExpression(WeightExpression Source, int Heads) : WeightExpression
{
    public override Precedence Precedence => Precedence.Postfix;

    public override IReadOnlyList<WeightExpression> Operands => [Source];

    public override string Print() => Operand(Source, Precedence.Postfix) + FormattableString.Invariant($".rotary({Heads})");

    public override PartialShape ShapeOf(Func<string, long[]?> shapes) =>
        Source.ShapeOf(shapes).AtLeast(1, this).RowsInto(2L * Heads, "equal halves of heads", this);

    public override WeightExpression Rebuild(Func<WeightExpression, WeightExpression> change) => this with { Source = change(Source) };
}
