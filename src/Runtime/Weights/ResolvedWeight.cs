namespace Etch.Weights;

/// <summary>An expression with what the file decides taken out: no <c>??</c>, no alternatives, numbers folded.</summary>
/// <param name="Expression">What is left.</param>
/// <param name="Missing">The names that the file does not have.</param>
/// <param name="Tensors">The tensors of the names that it has, by the printed name.</param>
internal sealed record ResolvedWeight(
    WeightExpression Expression, IReadOnlyList<TensorName> Missing, IReadOnlyDictionary<string, IReadOnlyList<NamedTensor>> Tensors)
{
    public static ResolvedWeight Of(WeightExpression expression, NameResolver names)
    {
        var missing = new List<TensorName>();
        var tensors = new Dictionary<string, IReadOnlyList<NamedTensor>>(StringComparer.Ordinal);
        return new ResolvedWeight(Resolve(expression, names, missing, tensors), missing, tensors);
    }

    /// <summary>The shape of a name: of its tensor, or of the stack of its tensors.</summary>
    public long[]? ShapeOf(string name) =>
        Tensors.TryGetValue(name, out IReadOnlyList<NamedTensor>? found)
            ? IsStack(name) ? [found.Count, .. found[0].Tensor.Extents] : found[0].Tensor.Extents
            : null;

    private bool IsStack(string name) => Expression.Names().Any(other => other.IsStack && other.Print() == name);

    private static WeightExpression Resolve(
        WeightExpression expression, NameResolver names, List<TensorName> missing, Dictionary<string, IReadOnlyList<NamedTensor>> tensors)
    {
        if (expression is NameExpression name)
        {
            return ResolveName(name, names, missing, tensors);
        }
        if (expression is FallbackExpression either)
        {
            return ResolveEither(either, names, missing, tensors);
        }
        return Fold(expression.Rebuild(operand => Resolve(operand, names, missing, tensors)));
    }

    private static NameExpression ResolveName(
        NameExpression expression, NameResolver names, List<TensorName> missing, Dictionary<string, IReadOnlyList<NamedTensor>> tensors)
    {
        if (names.Resolve(expression.Name) is not { } name)
        {
            missing.Add(expression.Name);
            return expression;
        }
        tensors[name.Print()] = names.Tensors(name);
        return new NameExpression(name);
    }

    private static WeightExpression ResolveEither(
        FallbackExpression either, NameResolver names, List<TensorName> missing, Dictionary<string, IReadOnlyList<NamedTensor>> tensors)
    {
        // The second is not looked at while the first is there: it would decide alternatives that it has no say in.
        ResolvedWeight preferred = Of(either.Preferred, names);
        if (preferred.Missing.Count == 0)
        {
            return preferred.AddTo(missing, tensors);
        }
        ResolvedWeight otherwise = Of(either.Otherwise, names);
        if (otherwise.Missing.Count > 0)
        {
            preferred.AddTo(missing, tensors);
        }
        return otherwise.AddTo(missing, tensors);
    }

    private WeightExpression AddTo(List<TensorName> missing, Dictionary<string, IReadOnlyList<NamedTensor>> tensors)
    {
        missing.AddRange(Missing);
        foreach ((string name, IReadOnlyList<NamedTensor> found) in Tensors)
        {
            tensors[name] = found;
        }
        return Expression;
    }

    /// <summary>A number has no shape of its own, so what is done to it is done at once; a sum with a number is a shift.</summary>
    private static WeightExpression Fold(WeightExpression expression) => expression switch
    {
        ScalarExpression { Source: NumberExpression number } scalar =>
            new NumberExpression(ScalarOperand.Apply((float)number.Value, scalar.Operation, (float)scalar.Value)),
        SumExpression { Left: NumberExpression left, Right: NumberExpression right } => new NumberExpression((float)left.Value + (float)right.Value),
        SumExpression { Left: NumberExpression number } sum => new ScalarExpression(sum.Right, ScalarOperation.Add, number.Value),
        SumExpression { Right: NumberExpression number } sum => new ScalarExpression(sum.Left, ScalarOperation.Add, number.Value),
        SliceExpression or TransposeExpression or FlattenExpression or HeadsExpression or SplitExpression or RotaryExpression
            when expression.Operands[0] is NumberExpression number => number,
        _ => expression,
    };
}
