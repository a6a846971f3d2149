#if ETCH_GENERATOR
namespace Etch.Generator.Weights;
#else
namespace Etch.Weights;
#endif

/// <summary><c>"name"</c>: a tensor of the file as it is.</summary>
internal sealed record NameExpression(TensorName Name) : WeightExpression
{
    public override Precedence Precedence => Precedence.Postfix;

    public override IReadOnlyList<WeightExpression> Operands => [];

    public override IEnumerable<Position> OwnPositions => Name.Placeholders.Where(position => position.Word != TensorName.StackWord);

    public override string Print() => "\"" + Name.Print() + "\"";

    public override PartialShape ShapeOf(Func<string, long[]?> shapes) =>
        shapes(Name.Print()) is { } shape ? PartialShape.Of(shape) : PartialShape.Unknown;

    public override WeightExpression Rebuild(Func<WeightExpression, WeightExpression> change) => this;

    protected override WeightExpression OwnIn(Place place) => new NameExpression(Name.In(place));
}

/// <summary>The number after <c>??</c>: a tensor of the shape that is asked for, filled with it.</summary>
internal sealed record NumberExpression(double Value) : WeightExpression
{
    public override Precedence Precedence => Precedence.Postfix;

    public override IReadOnlyList<WeightExpression> Operands => [];

    public override string Print() => Numbers.Print(Value);

    public override PartialShape ShapeOf(Func<string, long[]?> shapes) => PartialShape.Unknown;

    public override WeightExpression Rebuild(Func<WeightExpression, WeightExpression> change) => this;
}

/// <summary><c>a ?? b</c>: the first that the file has.</summary>
internal sealed record FallbackExpression(WeightExpression Preferred, WeightExpression Otherwise) : WeightExpression
{
    public override Precedence Precedence => Precedence.Fallback;

    public override IReadOnlyList<WeightExpression> Operands => [Preferred, Otherwise];

    public override string Print() => Operand(Preferred, Precedence.Sum) + " ?? " + Operand(Otherwise, Precedence.Fallback);

    public override PartialShape ShapeOf(Func<string, long[]?> shapes) => Preferred.ShapeOf(shapes).InCommon(Otherwise.ShapeOf(shapes));

    public override WeightExpression Rebuild(Func<WeightExpression, WeightExpression> change) =>
        new FallbackExpression(change(Preferred), change(Otherwise));
}
