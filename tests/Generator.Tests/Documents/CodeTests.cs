using System.Text.Json;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Etch.Generator.Tests.Support;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Etch.Generator.Tests.Documents;

/// <summary>
/// What the pages show is what is. A C# block compiles: its models through the generator, its statements inside a method, below the types that
/// the page has declared before. A block marked <c>csharp generated</c> is code that Etch generates, line by line.
/// </summary>
public sealed class CodeTests
{
    /// <summary>Pages whose blocks are those of a test project; the tests of that project run them.</summary>
    private static readonly string[] s_elsewhere = ["docs/snapshot-tests.md"];

    private const string ImplicitUsings =
        "global using System; global using System.Collections.Generic; global using System.IO; global using System.Linq; global using System.Threading; global using System.Threading.Tasks;";

    private static readonly IReadOnlyList<Page> s_pages = [.. Page.Guides.Where(page => !s_elsewhere.Contains(page.Name)), Page.Of("src/Runtime/PACKAGE.md")];

    public static TheoryData<string, int> Compiled => Blocks("csharp");

    public static TheoryData<string, int> Generated => Blocks("csharp generated");

    [Theory]
    [MemberData(nameof(Compiled))]
    public void ABlockCompiles(string page, int block)
    {
        Parts parts = Parts.Of(Page.Of(page), block);
        TestProject project = Project(Page.Of(page), parts);
        Assert.DoesNotContain(project.Analyze(), said => said.Severity == DiagnosticSeverity.Error);
        GeneratedProject made = project.For("Portable").Generate().Compiled();
        if (parts.Usings.Length > 0)
        {
            (made with { Compilation = AsAFile(made.Compilation, parts) }).Compiled();
        }
    }

    /// <summary>The lines are those of the model declared last on the page, or of a snapshot that the page names above the block.</summary>
    [Theory]
    [MemberData(nameof(Generated))]
    public void ABlockOfGeneratedCodeIsGenerated(string name, int block)
    {
        Page page = Page.Of(name);
        int model = page.Blocks.Last(other => other.Number < block && other.Language == "csharp" && other.Text.Contains("[Transformer(", StringComparison.Ordinal)).Number;
        string[] kernels = [.. Repository.Files("tests/Generator.Tests/Snapshots", "*.verified.cs").Where(path => page.Text.Contains(Path.GetFileName(path), StringComparison.Ordinal)).Select(File.ReadAllText)];
        string made = string.Concat([.. Project(page, model).Generate().Files.Select(file => file.Text), .. kernels]);
        Assert.All(page.Blocks[block].Text.Split('\n').Select(line => line.Trim()).Where(line => line is not ("" or "…")), line => Assert.Contains(line, made, StringComparison.Ordinal));
    }

    [Fact]
    public void BothRoadsOfTheReadmeGiveTheSameModel()
    {
        Page readme = Page.Of("README.md");
        int[] models = [.. readme.Blocks.Where(block => block.Text.StartsWith("[Transformer(", StringComparison.Ordinal)).Select(block => block.Number)];
        IEnumerable<string> Kernels(int block) => Project(readme, block).Generate().Files.Where(file => file.Name != "Bard.g.cs").Select(file => file.Text);
        Assert.Equal(Kernels(models[0]), Kernels(models[1]));
    }

    [Fact]
    public void BlocksOfXmlAndJsonAreWellFormed()
    {
        foreach (Page page in Page.All)
        {
            Assert.All(page.Blocks.Where(block => block.Language == "xml"), block => XElement.Parse($"<Page>{block.Text}</Page>"));
            Assert.All(page.Blocks.Where(block => block.Language == "json"), block => JsonDocument.Parse(block.Text).Dispose());
        }
    }

    [Fact]
    public void EachBlockSaysWhatItIs() => Assert.All(Page.Guides, page =>
        Assert.All(page.Blocks, block => Assert.Contains(block.Language, (string[])["csharp", "csharp generated", "xml", "json", "bash", "powershell", "dockerfile", "text"])));

    private static TheoryData<string, int> Blocks(string language) =>
        [.. s_pages.SelectMany(page => page.Blocks.Where(block => block.Language == language).Select(block => (page.Name, block.Number)))];

    private static TestProject Project(Page page, int number) => Project(page, Parts.Of(page, number));

    private static TestProject Project(Page page, Parts parts)
    {
        string source = "using System.Collections.Generic;\nusing System.IO;\nusing System.Linq;\n" + parts.Usings + parts.Own + parts.Earlier;
        string config = page.Blocks.FirstOrDefault(other => other.Language == "json" && other.Text.Contains("model_type", StringComparison.Ordinal))?.Text
            ?? File.ReadAllText(Repository.Path("examples", "Shakespeare", "model", "config.json"));
        string file = Regex.Match(source, @"\[Transformer\(""([^""]+)""\)").Groups[1].Value;
        return new TestProject(source) { Files = file.Length > 0 ? [(file, config)] : [] };
    }

    /// <summary>A block with usings is a whole file: it has all that it needs, beside what the SDK brings.</summary>
    private static Compilation AsAFile(Compilation compilation, Parts parts)
    {
        SyntaxTree[] trees = [.. compilation.SyntaxTrees.Take(2)];
        SyntaxTree Tree(string text) => CSharpSyntaxTree.ParseText(text, (CSharpParseOptions)trees[0].Options);
        return compilation.ReplaceSyntaxTree(trees[0], Tree(ImplicitUsings)).ReplaceSyntaxTree(trees[1], Tree(parts.Usings + parts.Own)).AddSyntaxTrees(Tree("using Etch;\n" + parts.Earlier));
    }
}
