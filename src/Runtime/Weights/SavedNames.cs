namespace Etch.Weights;

/// <summary>The names of a file that a model saved: the roles themselves. Parameters that are one and the same tensor (tied weights) stand there once.</summary>
internal static class SavedNames
{
    /// <summary>The requests by role, each role once, where the file has them all; otherwise the requests as they are.</summary>
    public static IReadOnlyList<WeightRequest> Apply(IReadOnlyList<WeightRequest> requests, WeightSource source)
    {
        List<WeightRequest> saved = Of(requests);
        return saved.All(request => source.Names.Contains(request.Expression.Trim('"'))) ? saved : [.. requests.DistinctBy(request => request.Role)];
    }

    /// <summary>The requests, each role once, with the name under which a saved file has it.</summary>
    public static List<WeightRequest> Of(IReadOnlyList<WeightRequest> requests)
    {
        ILookup<string, WeightRequest> tied = requests.ToLookup(request => request.Expression);
        return [.. requests.DistinctBy(request => request.Role).Select(request => request with { Expression = $"\"{tied[request.Expression].First().Role}\"" })];
    }
}
