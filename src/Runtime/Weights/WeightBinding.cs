namespace Etch.Weights;

/// <summary>Finds and checks all weights of a model before any of them is read.</summary>
public static class WeightBinding
{
    /// <summary>Binds requests to the tensors of a source.</summary>
    /// <returns>One weight for each request, in their order.</returns>
    /// <exception cref="ArgumentException">A request has a shape with an extent below 1.</exception>
    /// <exception cref="WeightsException">Lists every name, shape and type that is wrong; no memory has been taken.</exception>
    /// <exception cref="InvalidDataException">A file that a name begins with is not what its header says.</exception>
    public static IReadOnlyList<BoundWeight> Bind(WeightSource source, IReadOnlyList<WeightRequest> requests)
    {
        if (requests.FirstOrDefault(request => request.Shape.Any(extent => extent < 1)) is { } empty)
        {
            throw new ArgumentException($"{empty.Role} is {PartialShape.Of(empty.Shape).Print()}; every extent must be at least 1.", nameof(requests));
        }
        var names = new NameResolver(source);
        var problems = new List<string>();
        ResolvedWeight?[] resolved = requests.Select(request => Resolve(source, names, request, problems)).ToArray();
        if (problems.Count > 0)
        {
            throw new WeightsException(source.FilePath, problems);
        }
        return requests.Select((request, index) => Bound(source, request, resolved[index])).ToArray();
    }

    private static ResolvedWeight? Resolve(WeightSource source, NameResolver names, WeightRequest request, List<string> problems)
    {
        string where = $"{source.FilePath}: {request.Role}: ";
        if (!WeightExpression.TryParse(request.Expression, out WeightExpression? expression, out WeightSyntaxError? error))
        {
            problems.Add(FormattableString.Invariant(
                $"{where}a weight expression is expected; at offset {error.Offset} of {request.Expression}: {error.Message}."));
            return null;
        }
        if (expression.OpenPlaceholders().FirstOrDefault() is { } open)
        {
            problems.Add($"{where}{expression.Print()} still has the placeholder {open.Print()}; a number is expected.");
            return null;
        }
        ResolvedWeight resolved = ResolvedWeight.Of(expression, names);
        if (request.Optional && resolved.Missing.Count > 0 && resolved.Tensors.Count == 0)
        {
            return null;
        }
        problems.AddRange(WeightCheck.Problems(resolved, request, names).Select(problem => where + problem));
        return resolved;
    }

    private static BoundWeight Bound(WeightSource source, WeightRequest request, ResolvedWeight? resolved) =>
        resolved is null
            ? new BoundWeight(request, [], null)
            : new BoundWeight(
                request, resolved.Tensors.Values.SelectMany(tensors => tensors).ToArray(), new OperandBuilder(source, resolved).Build(request.Shape));
}
