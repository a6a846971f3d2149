#if ETCH_GENERATOR
namespace Etch.Generator.Weights;
#else
namespace Etch.Weights;
#endif

/// <summary><c>a + b</c>: two tensors of one shape, added.</summary>
internal sealed record SumExpression(WeightExpression Left, WeightExpression Right) : WeightExpression
{
    public override Precedence Precedence => Precedence.Sum;

    public override IReadOnlyList<WeightExpression> Operands => [Left, Right];

    public override string Print() => Operand(Left, Precedence.Sum) + " + " + Operand(Right, Precedence.Product);

    public override PartialShape ShapeOf(Func<string, long[]?> shapes) => Left.ShapeOf(shapes).Merge(Right.ShapeOf(shapes), this);

    public override WeightExpression Rebuild(Func<WeightExpression, WeightExpression> change) => new SumExpression(change(Left), change(Right));
}

/// <summary>What is done to each element with a number.</summary>
internal enum ScalarOperation
{
    Add,
    Multiply,
    Divide,
}

/// <summary><c>a + 1</c>, <c>a - 1</c>, <c>a * 0.5</c>, <c>a / 8</c>: each element, computed in float32.</summary>
internal sealed record ScalarExpression(WeightExpression Source, ScalarOperation Operation, double Value) : WeightExpression
{
    public override Precedence Precedence => Operation == ScalarOperation.Add ? Precedence.Sum : Precedence.Product;

    public override IReadOnlyList<WeightExpression> Operands => [Source];

    public override string Print() => Operand(Source, Precedence) + Operation switch
    {
        ScalarOperation.Add when Value < 0 => " - " + Numbers.Print(-Value),
        ScalarOperation.Add => " + " + Numbers.Print(Value),
        ScalarOperation.Multiply => " * " + Numbers.Print(Value),
        _ => " / " + Numbers.Print(Value),
    };

    public override PartialShape ShapeOf(Func<string, long[]?> shapes) => Source.ShapeOf(shapes);

    public override WeightExpression Rebuild(Func<WeightExpression, WeightExpression> change) => this with { Source = change(Source) };
}

/// <summary><c>cat(axis, a, b, …)</c>: tensors one behind the other along an axis.</summary>
internal sealed record ConcatenateExpression(int Axis, ValueList<WeightExpression> Parts) : WeightExpression
{
    public override Precedence Precedence => Precedence.Postfix;

    public override IReadOnlyList<WeightExpression> Operands => Parts;

    public override string Print() =>
        FormattableString.Invariant($"cat({Axis}, ") + string.Join(", ", Parts.Select(part => Operand(part, Precedence.Fallback))) + ")";

    public override PartialShape ShapeOf(Func<string, long[]?> shapes)
    {
        PartialShape result = Parts[0].ShapeOf(shapes).AtLeast(Axis + 1, this);
        foreach (WeightExpression part in Parts.Skip(1))
        {
            PartialShape next = part.ShapeOf(shapes).AtLeast(Axis + 1, this);
            long total = ShapeRule.Sum(result.Extents[Axis], next.Extents[Axis], this);
            result = result.With(Axis, PartialShape.Any).Merge(next.With(Axis, PartialShape.Any), this).With(Axis, total);
        }
        return result;
    }

    public override WeightExpression Rebuild(Func<WeightExpression, WeightExpression> change) =>
        this with { Parts = new ValueList<WeightExpression>(Parts.Select(change).ToArray()) };
}

/// <summary>
/// <c>weightnorm(axis, v, g)</c>: v · g / ‖v‖, with one norm and one gain for each place of the axis (Salimans and Kingma 2016).
/// </summary>
internal sealed record WeightNormExpression(int Axis, WeightExpression Direction, WeightExpression Gain) : WeightExpression
{
    public override Precedence Precedence => Precedence.Postfix;

    public override IReadOnlyList<WeightExpression> Operands => [Direction, Gain];

    public override string Print() =>
        FormattableString.Invariant($"weightnorm({Axis}, ") + Operand(Direction, Precedence.Fallback) + ", " + Operand(Gain, Precedence.Fallback) + ")";

    public override PartialShape ShapeOf(Func<string, long[]?> shapes)
    {
        PartialShape direction = Direction.ShapeOf(shapes).AtLeast(Axis + 1, this);
        PartialShape gain = Gain.ShapeOf(shapes);
        if (!gain.IsVectorOf(direction.Extents[Axis]))
        {
            throw new ShapeException(FormattableString.Invariant(
                $"{Print()} needs one gain for each place of axis {Axis} of {direction.Print()}, but the gains are {gain.Print()}"));
        }
        return direction;
    }

    public override WeightExpression Rebuild(Func<WeightExpression, WeightExpression> change) =>
        new WeightNormExpression(Axis, change(Direction), change(Gain));
}
