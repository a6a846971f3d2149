namespace Etch.Weights;

/// <summary>A file does not hold the weights that a model needs. Everything that is wrong is listed; no memory has been taken.</summary>
public sealed class WeightsException : Exception
{
    internal WeightsException(string path, IReadOnlyList<string> problems) : base(Text(path, problems)) => Problems = problems;

    /// <summary>One sentence for each thing that is wrong, with the file, the role, the tensor, what is expected and what was found.</summary>
    public IReadOnlyList<string> Problems { get; }

    private static string Text(string path, IReadOnlyList<string> problems) =>
        FormattableString.Invariant($"{path}: {problems.Count} {(problems.Count == 1 ? "thing is" : "things are")} wrong with the weights:")
        + string.Concat(problems.Select(problem => "\n  " + problem));
}
