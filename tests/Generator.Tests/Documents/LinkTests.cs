using System.Reflection;
using System.Text.RegularExpressions;
using Etch.Generator.Diagnostics;
using Etch.Generator.Tests.Support;

namespace Etch.Generator.Tests.Documents;

/// <summary>What a page points at is there: files, folders, headings, rules.</summary>
public sealed partial class LinkTests
{
    public static TheoryData<string> Pages => [.. Page.All.Select(page => page.Name)];

    [Theory]
    [MemberData(nameof(Pages))]
    public void EachLinkResolves(string name)
    {
        Page page = Page.Of(name);
        Assert.All(Link().Matches(page.Prose).Select(link => link.Groups[1].Value).Where(link => !link.Contains("://", StringComparison.Ordinal)), link => AssertResolves(page, link));
    }

    [Theory]
    [MemberData(nameof(Pages))]
    public void EachRuleThatIsNamedExists(string name)
    {
        string[] rules = [.. typeof(Rules).GetFields(BindingFlags.Static | BindingFlags.Public).Select(rule => (string)rule.GetRawConstantValue()!)];
        Assert.All(Rule().Matches(Page.Of(name).Text), rule => Assert.Contains(rule.Value, rules));
    }

    /// <summary>A page that no other page leads to is not found.</summary>
    [Fact]
    public void EachGuideIsLinkedFromAnother() => Assert.All(Page.Guides.Where(page => page.Name != "README.md"), page => Assert.Contains(
        Page.Guides.Where(other => other.Name != page.Name), other => other.Prose.Contains($"{Path.GetFileName(page.Name)})", StringComparison.Ordinal)));

    private static void AssertResolves(Page page, string link)
    {
        string[] parts = link.Split('#');
        string target = parts[0].Length == 0 ? Repository.Path(page.Name) : Path.GetFullPath(Path.Combine(Path.GetDirectoryName(Repository.Path(page.Name))!, parts[0]));
        Assert.True(File.Exists(target) || Directory.Exists(target), $"{page.Name} links to {link}, and there is nothing.");
        if (parts.Length > 1)
        {
            Assert.Contains(parts[1], Page.Of(Path.GetRelativePath(Repository.Root, target)).Anchors);
        }
    }

    [GeneratedRegex(@"\]\(([^)\s]+)\)")]
    private static partial Regex Link();

    [GeneratedRegex(@"\bETCH\d{3}\b")]
    private static partial Regex Rule();
}
