using Microsoft.CodeAnalysis;

namespace Etch.Generator.Tests.Support;

/// <summary>A source in which [| and |] stand around what the squiggle must lie under.</summary>
internal sealed class Marked
{
    public Marked(string text)
    {
        int open = text.IndexOf("[|", StringComparison.Ordinal), close = text.IndexOf("|]", StringComparison.Ordinal);
        Source = text.Remove(close, 2).Remove(open, 2);
        Word = Source[open..(close - 2)];
        Start = open;
    }

    public string Source { get; }

    public string Word { get; }

    private int Start { get; }

    /// <summary>Fails where a finding lies elsewhere, and shows where.</summary>
    public void IsAt(Diagnostic found)
    {
        int start = found.Location.SourceSpan.Start, line = Source.LastIndexOf('\n', Math.Max(start - 1, 0)) + 1, end = Source.IndexOf('\n', start);
        string shown = $"{Source[line..(end < 0 ? Source.Length : end)]}\n{new string(' ', start - line)}{new string('~', found.Location.SourceSpan.Length)} {found.Id}: {found.GetMessage()}";
        Assert.True(start == Start && Source.Substring(start, found.Location.SourceSpan.Length) == Word, $"Expected the squiggle under '{Word}', found\n{shown}");
    }
}
