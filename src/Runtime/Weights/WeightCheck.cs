namespace Etch.Weights;

/// <summary>Everything that is wrong with one weight of a file.</summary>
internal static class WeightCheck
{
    private const int MaxRank = 16;

    /// <summary>One sentence for each problem: missing names, else wrong types, else wrong shapes.</summary>
    public static IReadOnlyList<string> Problems(ResolvedWeight resolved, WeightRequest request, NameResolver names)
    {
        if (resolved.Missing.Count > 0)
        {
            return resolved.Missing.Distinct()
                .Select(name => $"the tensor \"{name.Print()}\" is expected; the file has none of that name{names.Choices(name)}.").ToArray();
        }
        string[] types = TypeProblems(resolved).ToArray();
        return types.Length > 0 ? types : ShapeProblems(resolved, request).Take(1).ToArray();
    }

    private static IEnumerable<string> TypeProblems(ResolvedWeight resolved) =>
        from named in resolved.Tensors.Values.SelectMany(tensors => tensors)
        where !named.Tensor.Type.IsWeight()
        select $"the tensor \"{named.Name}\" is {named.Tensor.Type}; {SafetensorsTypes.Weights} is expected.";

    private static IEnumerable<string> ShapeProblems(ResolvedWeight resolved, WeightRequest request)
    {
        foreach (NamedTensor named in resolved.Tensors.Values.SelectMany(tensors => tensors))
        {
            if (named.Tensor.Extents.Length > MaxRank)
            {
                yield return FormattableString.Invariant(
                    $"the tensor \"{named.Name}\" has {named.Tensor.Extents.Length} axes; at most {MaxRank} are expected.");
            }
        }
        foreach (IReadOnlyList<NamedTensor> stack in resolved.Tensors.Values)
        {
            foreach (NamedTensor other in stack.Where(other => !other.Tensor.Extents.SequenceEqual(stack[0].Tensor.Extents)))
            {
                yield return $"the tensor \"{other.Name}\" is {Print(other)}; {Print(stack[0])} is expected, as \"{stack[0].Name}\" is.";
            }
        }
        if (resolved.Expression.All().FirstOrDefault(HasNumber) is { } misplaced)
        {
            yield return $"{misplaced.Print()} needs tensors; the file lacks one, and the number that stands for it has no shape.";
        }
        if (!ShapeRule.Check(resolved.Expression, resolved.ShapeOf, request.Shape, out string? error))
        {
            yield return error + ".";
        }
    }

    private static bool HasNumber(WeightExpression expression) => expression.Operands.Any(operand => operand is NumberExpression);

    private static string Print(NamedTensor named) => PartialShape.Of(named.Tensor.Extents).Print();
}
