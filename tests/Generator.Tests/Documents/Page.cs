using System.Text.RegularExpressions;
using Etch.Generator.Tests.Support;

namespace Etch.Generator.Tests.Documents;

/// <summary>A fenced block of a page: what stands behind the fence, its text, its number on the page.</summary>
internal sealed record Block(string Language, string Text, int Number);

/// <summary>A page of the documentation as text.</summary>
internal sealed partial class Page
{
    private static readonly string[] s_folders = ["docs", "examples", "benchmarks", "src"];

    private Page(string name)
    {
        Name = name;
        Text = File.ReadAllText(Repository.Path(name)).ReplaceLineEndings("\n");
        Blocks = [.. Fence().Matches(Text).Select((block, number) => new Block(block.Groups[1].Value, block.Groups[2].Value, number))];
    }

    /// <summary>The path from the root, with slashes.</summary>
    public string Name { get; }

    public string Text { get; }

    public IReadOnlyList<Block> Blocks { get; }

    /// <summary>The page without what stands in fences.</summary>
    public string Prose => Fence().Replace(Text, "");

    /// <summary>README.md and the pages of docs, those of the rules left out.</summary>
    public static IReadOnlyList<Page> Guides { get; } =
        [Of("README.md"), .. Directory.GetFiles(Repository.Path("docs"), "*.md").Order(StringComparer.Ordinal).Select(path => Of("docs/" + Path.GetFileName(path)))];

    /// <summary>Every page of the repository.</summary>
    public static IReadOnlyList<Page> All { get; } =
        [Of("README.md"), .. s_folders.SelectMany(folder => Repository.Files(folder, "*.md")).Select(path => Of(Path.GetRelativePath(Repository.Root, path).Replace('\\', '/')))];

    public static Page Of(string name) => new(name);

    /// <summary>The text below a heading, up to the next of its level or above; null where there is none.</summary>
    public string? Section(string heading)
    {
        Match found = Regex.Match(Text, $@"^(#+) {Regex.Escape(heading)}\n", RegexOptions.Multiline);
        return found.Success ? Regex.Match(Text[(found.Index + found.Length)..], $@"\A[\s\S]*?(?=^#{{1,{found.Groups[1].Length}}} |\z)", RegexOptions.Multiline).Value : null;
    }

    /// <summary>The anchors of the headings, as GitHub makes them.</summary>
    public IEnumerable<string> Anchors => Heading().Matches(Prose).Select(heading => Anchor(heading.Groups[1].Value));

    private static string Anchor(string heading) =>
        string.Concat(heading.Trim().ToLowerInvariant().Where(letter => char.IsLetterOrDigit(letter) || letter is ' ' or '-' or '_')).Replace(' ', '-');

    [GeneratedRegex(@"^```([^\n]*)\n([\s\S]*?)^```[ ]*$", RegexOptions.Multiline)]
    private static partial Regex Fence();

    [GeneratedRegex(@"^#+ (.*)$", RegexOptions.Multiline)]
    private static partial Regex Heading();
}
