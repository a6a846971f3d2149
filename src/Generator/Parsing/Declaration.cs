using Etch.Generator.Spec;
using Microsoft.CodeAnalysis;

namespace Etch.Generator.Parsing;

/// <summary>What the parser found wrong or noteworthy: which rule, what to say, and the word by its path (bracket, word).</summary>
/// <param name="Id">ETCHnnn.</param>
/// <param name="Message">One sentence that says what to write instead.</param>
/// <param name="Bracket">The bracket's number in the order written, or −1 for the class.</param>
/// <param name="Word">The word's number in its bracket.</param>
internal sealed record Finding(string Id, string Message, int Bracket = -1, int Word = 0) : IEquatable<Finding>
{
    /// <summary>What helps but breaks nothing.</summary>
    public bool IsInformation { get; init; }
}

/// <summary>A class under attributes, read: the spec where it could be read, and the findings.</summary>
/// <param name="Config">The end of the config's path, for classes that hand over a file.</param>
internal sealed record Declaration(ClassSpec Class, ModelSpec? Spec, string? Config, EquatableArray<Finding> Findings);

/// <summary>The class itself.</summary>
internal sealed record ClassSpec(string Name, string Namespace, string Modifiers);

/// <summary>The places of the words, kept by the analyzer and dropped by the generator.</summary>
internal sealed class Places
{
    private readonly List<List<Location>> _brackets = [];

    public Location Class { get; set; } = Location.None;

    public void AddBracket() => _brackets.Add([]);

    public void AddWord(Location location) => _brackets[_brackets.Count - 1].Add(location);

    public Location Of(Finding finding) =>
        finding.Bracket >= 0 && finding.Bracket < _brackets.Count && finding.Word < _brackets[finding.Bracket].Count ? _brackets[finding.Bracket][finding.Word] : Class;
}
