using System.Diagnostics;

namespace Etch.Examples.Tests;

public sealed class SearchTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("etch-search-");

    public SearchTests()
    {
        Write("tools.md", """
            # Tools

            ## Archives
            This program compresses files into an archive to make them smaller.

            ## Music
            It plays songs and converts audio files between formats.

            ```sh
            # no heading

            ssh user@example.org
            ```
            """);
        Write("more/network.md", "A server that answers HTTP requests and serves web pages.\n\nA text editor with syntax highlighting for programmers.\n");
        Write("more/notes.txt", "An audio player for songs.\n");
    }

    [Theory]
    [InlineData("compress a folder", "tools.md:1")]
    [InlineData("listen to songs", "tools.md:6")]
    [InlineData("web server", "more/network.md:1")]
    [InlineData("edit source code", "more/network.md:3")]
    public void TheRightParagraphIsFirst(string query, string place)
    {
        ProgramRun run = Search("--query", query);
        Assert.Equal(0, run.ExitCode);
        Assert.Equal(place, Places(run)[0]);
    }

    [Fact]
    public void ParagraphsAreRankedByScore()
    {
        ProgramRun run = Search("--query", "audio player", "--top", "100");
        double[] scores = [.. run.OutputLines.Select(line => double.Parse(line.Split("  ")[0], System.Globalization.CultureInfo.InvariantCulture))];
        Assert.Equal(scores.OrderDescending(), scores);
        Assert.Equal((string[])["more/network.md:1", "more/network.md:3", "tools.md:1", "tools.md:6", "tools.md:9"], Places(run).Order(StringComparer.Ordinal));
        Assert.Equal("encoded 5 of 5 paragraphs", run.Errors.Trim());
    }

    [Fact]
    public void AsManyAreShownAsAreAskedFor() => Assert.Equal(2, Search("--query", "files", "--top", "2").OutputLines.Length);

    [Fact]
    public void ALongParagraphIsCut()
    {
        Write("long.md", string.Join(' ', Enumerable.Repeat("relational database", 300)));
        ProgramRun run = Search("--query", "relational database", "--top", "1");
        Assert.Equal(0, run.ExitCode);
        Assert.Equal("long.md:1", Assert.Single(Places(run)));
    }

    [Fact]
    public void WithoutAFolderItSearchesTheRepositoryThatItIsStartedIn()
    {
        Write("CompilerDemo.sln", "");
        Write("README.md", "A compiler for models.\n");
        Write("docs/rules/one.md", "A rule about shapes.\n");
        ProcessStartInfo start = ProgramRun.ExampleStart("Search", "--query", "compiler");
        start.WorkingDirectory = Path.Combine(_folder.FullName, "docs", "rules");
        Assert.Equal((string[])["README.md:1", "docs/rules/one.md:1"], Places(ProgramRun.Of(start)).Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("Give a text to look for")]
    [InlineData("Give a text to look for", "--top", "3")]
    [InlineData("--top needs a number", "--query", "x", "--top", "0")]
    [InlineData("no option '--many'", "--query", "x", "--many", "3")]
    [InlineData("there is none at 'nowhere'", "--query", "x", "--folder", "nowhere")]
    public void AWrongCommandLineIsToldInOneSentence(string reason, params string[] arguments) => ProgramRun.Example("Search", arguments).AssertRefused(2, reason);

    [Fact]
    public void AFolderWithoutMarkdownIsTold()
    {
        Write("empty/readme.txt", "nothing");
        ProgramRun.Example("Search", "--query", "x", "--folder", Path.Combine(_folder.FullName, "empty")).AssertRefused(2, "no Markdown");
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private ProgramRun Search(params string[] arguments) => ProgramRun.Example("Search", ["--folder", _folder.FullName, .. arguments]);

    private static string[] Places(ProgramRun run) => [.. run.OutputLines.Select(line => line.Split("  ")[1])];

    private void Write(string name, string text)
    {
        string path = Path.Combine(_folder.FullName, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
    }
}
