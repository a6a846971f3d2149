#if ETCH_GENERATOR
namespace Etch.Generator.Weights;
#else
namespace Etch.Weights;
#endif

/// <summary><c>a[0:768, :, ::2, {expert}]</c>: a part of each axis; axes that are not written stay whole, an index drops its axis.</summary>
internal sealed record SliceExpression(WeightExpression Source, ValueList<AxisSelector> Selectors) : WeightExpression
{
    public override Precedence Precedence => Precedence.Postfix;

    public override IReadOnlyList<WeightExpression> Operands => [Source];

    public override IEnumerable<Position> OwnPositions => Selectors.SelectMany(selector => selector.Positions);

    public override string Print() => Operand(Source, Precedence.Postfix) + Print(Selectors);

    public override PartialShape ShapeOf(Func<string, long[]?> shapes)
    {
        PartialShape source = Source.ShapeOf(shapes).AtLeast(Selectors.Count, this);
        var extents = new List<long>();
        for (int axis = 0; axis < source.Extents.Length; axis++)
        {
            AxisSelector selector = axis < Selectors.Count ? Selectors[axis] : AxisRange.All;
            long count = ShapeRule.Count(selector, source.Extents[axis], this);
            if (selector is AxisRange)
            {
                extents.Add(count);
            }
        }
        return new PartialShape(extents.ToArray(), source.IsOpen);
    }

    public override WeightExpression Rebuild(Func<WeightExpression, WeightExpression> change) => this with { Source = change(Source) };

    protected override WeightExpression OwnIn(Place place) => this with { Selectors = In(Selectors, place) };

    internal static string Print(ValueList<AxisSelector> selectors) => "[" + string.Join(", ", selectors.Select(selector => selector.Print())) + "]";

    internal static ValueList<AxisSelector> In(ValueList<AxisSelector> selectors, Place place) =>
        new(selectors.Select(selector => selector.In(place)).ToArray());
}

/// <summary><c>a.T</c>: a matrix with its axes exchanged.</summary>
internal sealed record TransposeExpression(WeightExpression Source) : WeightExpression
{
    public override Precedence Precedence => Precedence.Postfix;

    public override IReadOnlyList<WeightExpression> Operands => [Source];

    public override string Print() => Operand(Source, Precedence.Postfix) + ".T";

    public override PartialShape ShapeOf(Func<string, long[]?> shapes)
    {
        long[] extents = Source.ShapeOf(shapes).WithRank(2, this).Extents;
        return PartialShape.Of(extents[1], extents[0]);
    }

    public override WeightExpression Rebuild(Func<WeightExpression, WeightExpression> change) => new TransposeExpression(change(Source));
}

/// <summary><c>a.flat</c>: all axes but the first joined; the weight of a convolution becomes the matrix of a product.</summary>
internal sealed record FlattenExpression(WeightExpression Source) : WeightExpression
{
    public override Precedence Precedence => Precedence.Postfix;

    public override IReadOnlyList<WeightExpression> Operands => [Source];

    public override string Print() => Operand(Source, Precedence.Postfix) + ".flat";

    public override PartialShape ShapeOf(Func<string, long[]?> shapes)
    {
        PartialShape source = Source.ShapeOf(shapes).AtLeast(2, this);
        return PartialShape.Of(source.Extents[0], source.IsOpen ? PartialShape.Any : ShapeRule.Product(source.Extents.Skip(1), this));
    }

    public override WeightExpression Rebuild(Func<WeightExpression, WeightExpression> change) => new FlattenExpression(change(Source));
}
