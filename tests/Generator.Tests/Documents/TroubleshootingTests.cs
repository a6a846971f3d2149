using System.Text.RegularExpressions;
using Etch.Generator.Diagnostics;
using Etch.Generator.Tests.Support;

namespace Etch.Generator.Tests.Documents;

/// <summary>docs/troubleshooting.md is found by the text of an error, so the texts are those of the sources; and each rule is in its table.</summary>
public sealed partial class TroubleshootingTests
{
    private static readonly Page s_page = Page.Of("docs/troubleshooting.md");

    private static readonly string[] s_sources = [.. Repository.Files("src", "*.cs").Select(File.ReadAllText)];

    /// <summary>Headings that are a text in backticks, but those of the SDK, which stand below "From the SDK".</summary>
    public static TheoryData<string> Errors => [.. Heading().Matches(s_page.Text.Split("\n## From the SDK")[0]).Select(heading => heading.Groups[1].Value)];

    /// <summary>"…" stands for what differs; the pieces between stand in one source file.</summary>
    [Theory]
    [MemberData(nameof(Errors))]
    public void AnErrorIsInTheSources(string error)
    {
        string[] pieces = [.. error.Split('…').Select(piece => piece.Trim()).Where(piece => piece.Length > 5)];
        Assert.NotEmpty(pieces);
        Assert.Contains(s_sources, source => pieces.All(piece => source.Contains(piece, StringComparison.Ordinal) || source.Contains(piece.Replace("\"", "\\\""), StringComparison.Ordinal)));
    }

    [Fact]
    public void EachRuleIsListedWithItsTitle() => Assert.All(Descriptors.All, rule =>
        Assert.Contains($"| [{rule.Id}](rules/{rule.Id}.md) | {rule.Title} |", s_page.Text, StringComparison.Ordinal));

    [GeneratedRegex(@"^### `(.+)`$", RegexOptions.Multiline)]
    private static partial Regex Heading();
}
