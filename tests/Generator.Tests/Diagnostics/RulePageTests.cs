using System.Collections.Immutable;
using System.Reflection;
using System.Text.RegularExpressions;
using Etch.Generator.Diagnostics;
using Etch.Generator.Tests.Support;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Etch.Generator.Tests.Diagnostics;

/// <summary>Each rule has a page, each page a rule; the bad example raises the rule and the good one nothing.</summary>
public class RulePageTests
{
    /// <summary>Properties that a build shows to the analyzer.</summary>
    private static readonly string[] s_visible = ["PublishAot", "RuntimeIdentifier", "IlcInstructionSet"];

    public static TheoryData<string> Explained => [.. Ids.Where(id => id != Rules.Internal)];

    private static IEnumerable<string> Ids =>
        typeof(Rules).GetFields(BindingFlags.Static | BindingFlags.Public).Select(rule => (string)rule.GetRawConstantValue()!);

    [Fact]
    public void EachRuleHasAPageAndEachPageARule() => Assert.Equal(
        Ids.Order(StringComparer.Ordinal), Directory.GetFiles(Repository.Path("docs", "rules")).Select(path => Path.GetFileNameWithoutExtension(path)).Order(StringComparer.Ordinal));

    [Fact]
    public void EachRuleHasADescriptorWhoseTitleIsThePages() => Assert.All(Descriptors.All.Zip(Ids), pair =>
    {
        Assert.Equal(pair.Second, pair.First.Id);
        Assert.StartsWith($"# {pair.First.Id}: {pair.First.Title}\n", Page(pair.First.Id));
        Assert.EndsWith($"/docs/rules/{pair.First.Id}.md", pair.First.HelpLinkUri);
    });

    [Theory]
    [MemberData(nameof(Explained))]
    public void TheBadExampleRaisesTheRule(string id)
    {
        ImmutableArray<Diagnostic> said = Example(id, "Bad").Analyze();
        Assert.Contains(said, diagnostic => diagnostic.Id == id);
        Assert.All(said, diagnostic => Assert.Equal(id, diagnostic.Id));
    }

    [Theory]
    [MemberData(nameof(Explained))]
    public void TheBadExampleIsRedWithoutAnalyzersToo(string id)
    {
        GeneratedProject made = Example(id, "Bad").Generate();
        bool isError = Descriptors.Of(id).DefaultSeverity == DiagnosticSeverity.Error;
        Assert.Equal(isError && id != Rules.NoTransformer, !made.Errors.IsEmpty);
        Assert.True(!isError || id == Rules.NoTransformer || Descriptors.Of(id).Category == "Etch.Build" || made.Errors.Any(error => error.Id == "CS1029" && error.GetMessage().Contains($"'{id}: ", StringComparison.Ordinal)));
    }

    [Theory]
    [MemberData(nameof(Explained))]
    public void TheGoodExampleRaisesNothingAndCompiles(string id)
    {
        TestProject good = Example(id, "Good");
        Assert.Empty(good.Analyze());
        good.For("Portable").Generate().Compiled();
    }

    private static string Page(string id) => File.ReadAllText(Repository.Path("docs", "rules", id + ".md")).ReplaceLineEndings("\n");

    /// <summary>The blocks below a heading as a project: C#, a config.json, settings.</summary>
    private static TestProject Example(string id, string heading)
    {
        string part = Regex.Match(Page(id), $@"(?<=\n## {heading}\n)[\s\S]*?(?=\n## |\z)").Value;
        string? Block(string language) => Regex.Match(part, $@"(?<=\n```{language}\n)[\s\S]*?(?=\n```)") is { Success: true } found ? found.Value : null;
        string settings = Block("xml") ?? "";
        string? Setting(string name) => Regex.Match(settings, $"<{name}>(.*?)</{name}>") is { Success: true } found ? found.Groups[1].Value : null;
        TestProject project = new TestProject(Block("csharp") ?? throw new InvalidOperationException($"{id} has no example '{heading}'."))
        {
            Files = Block("json") is { } json ? [("config.json", json)] : [],
            AllowsUnsafe = Setting("AllowUnsafeBlocks") != "false",
            IsOptimised = Setting("Optimize") != "false",
            Language = LanguageVersionFacts.TryParse(Setting("LangVersion") ?? "latest", out LanguageVersion version) ? version : throw new InvalidOperationException(settings),
            Properties = s_visible.Where(name => Setting(name) is not null).ToImmutableDictionary(name => $"build_property.{name}", name => Setting(name)!),
        };
        return Setting("TargetFramework") is "net8.0" ? project with { Framework = OldFramework.Of(8) } : project;
    }
}
