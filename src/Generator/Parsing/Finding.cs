namespace Etch.Generator.Parsing;

/// <summary>What the parser found wrong or noteworthy: which rule, what to say, and the word by its path (bracket, word).</summary>
/// <param name="Id">ETCHnnn.</param>
/// <param name="Message">One sentence that says what to write instead.</param>
/// <param name="Bracket">The bracket's number in the order written, those of Repeat and End among them; or one of the places below.</param>
/// <param name="Word">The word's number in its bracket.</param>
internal sealed record Finding(string Id, string Message, int Bracket = Finding.AtClass, int Word = 0)
{
    /// <summary>The class's name.</summary>
    public const int AtClass = -1;

    /// <summary>The attribute that makes the class a model: its sizes, or the file that it names.</summary>
    public const int AtTransformer = -2;

    /// <summary>A line that names a tensor; which one is the word's number.</summary>
    public const int AtTensor = -3;

    /// <summary>The attribute that names the family of the tensors' names.</summary>
    public const int AtCheckpoint = -4;

    /// <summary>What helps but breaks nothing.</summary>
    public bool IsInformation { get; init; }
}
