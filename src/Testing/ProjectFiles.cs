using System.IO.Enumeration;
using System.Xml.Linq;

namespace Etch.Testing;

/// <summary>The files of a project on disk.</summary>
/// <param name="File">The project's file.</param>
internal sealed record ProjectFiles(string File)
{
    /// <summary>Larger JSON files are vocabularies, never a model's configuration.</summary>
    private const long LargestConfig = 1 << 20;

    private string Folder => Path.GetDirectoryName(File)!;

    /// <summary>The project at a path: its file, or the folder of it.</summary>
    /// <exception cref="FileNotFoundException">There is none.</exception>
    public static ProjectFiles Of(string path) => System.IO.File.Exists(path) ? new ProjectFiles(path)
        : In(path) ?? throw new FileNotFoundException($"'{path}' is no project; name a .csproj file or the folder of one.", path);

    /// <summary>The project whose folder a file lies in or below, or null.</summary>
    public static ProjectFiles? Above(string file)
    {
        string? folder = Path.GetDirectoryName(file);
        while (folder is not null && In(folder) is null)
        {
            folder = Path.GetDirectoryName(folder);
        }

        return folder is null ? null : In(folder);
    }

    /// <summary>All that its build would hand to the generator.</summary>
    public Sources All() => new([.. Files("*.cs").Where(IsCode).Select(Read)], Json());

    /// <summary>One of its files, with the JSON files of the project.</summary>
    public Sources Only(string file) => new([Read(file)], Json());

    private static ProjectFiles? In(string folder) =>
        Directory.Exists(folder) && Directory.EnumerateFiles(folder, "*.csproj").Order(StringComparer.Ordinal).FirstOrDefault() is { } file ? new ProjectFiles(file) : null;

    private static bool IsCode(string file) => !file.EndsWith(".verified.cs", StringComparison.Ordinal) && !file.EndsWith(".received.cs", StringComparison.Ordinal);

    /// <summary>The AdditionalFiles that the project's file names; where it names none, every small JSON file.</summary>
    private IReadOnlyList<(string Path, string Text)> Json()
    {
        IReadOnlyList<string> patterns =
        [
            .. XDocument.Load(File).Descendants().Where(item => item.Name.LocalName == "AdditionalFiles")
                .SelectMany(item => ((string?)item.Attribute("Include") ?? "").Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
                .Select(pattern => pattern.Replace('\\', '/').Replace("**/", "*")),
        ];
        IReadOnlyList<string> small = [.. Files("*.json").Where(file => new FileInfo(file).Length <= LargestConfig)];
        IReadOnlyList<string> named = [.. small.Where(file => patterns.Any(pattern => FileSystemName.MatchesSimpleExpression(pattern, Relative(file), ignoreCase: false)))];
        return [.. (named.Count > 0 ? named : small).Select(Read)];
    }

    private IEnumerable<string> Files(string pattern) => Directory.EnumerateFiles(Folder, pattern, SearchOption.AllDirectories)
        .Where(file => !Relative(file).Split('/')[..^1].Any(part => part is "bin" or "obj" || part.StartsWith('.')))
        .OrderBy(Relative, StringComparer.Ordinal);

    private (string Path, string Text) Read(string file) => (Relative(file), System.IO.File.ReadAllText(file));

    private string Relative(string file) => Path.GetRelativePath(Folder, file).Replace('\\', '/');
}
