namespace Etch.Generator.Diagnostics;

/// <summary>The names of a model's outputs: each becomes a property of the session, beside what a session has anyway.</summary>
internal sealed class OutputNames
{
    /// <summary>Members of sessions and of every object.</summary>
    private static readonly string[] s_taken =
    [
        "Session", "Context", "VocabularySize", "Position", "Forward", "ForwardAll", "Rewind", "Fork", "Predict", "LabelCount", "IsPooled", "Classify", "ClassifyBatch",
        "OutputWidth", "Encode", "EncodeBatch", "Taps", "Dispose", "Equals", "GetHashCode", "GetType", "ToString", "Finalize", "MemberwiseClone", "ReferenceEquals",
    ];

    private readonly HashSet<string> _taken = new(s_taken, StringComparer.OrdinalIgnoreCase);

    /// <summary>What is wrong with a name, or null; the name is taken from then on.</summary>
    public string? Problem(string name) =>
        !IsWord(name) ? $"'{name}' cannot be a property's name; write letters and digits, as in Output(\"Middle\")."
        : !_taken.Add(name) ? $"'{name}' is taken: a session has a member of that name already; write another one."
        : null;

    private static bool IsWord(string name) => name.Length > 0 && IsLetter(name[0]) && name.All(letter => IsLetter(letter) || letter is >= '0' and <= '9');

    private static bool IsLetter(char letter) => letter is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z');
}
