namespace Etch.Examples.Search;

/// <summary>The Markdown files to search.</summary>
internal static class Library
{
    private static readonly EnumerationOptions s_everywhere = new()
    {
        RecurseSubdirectories = true,
        AttributesToSkip = FileAttributes.Hidden | FileAttributes.System | FileAttributes.ReparsePoint,
    };

    /// <summary>The paragraphs of all files, with the path of each as it is shown.</summary>
    /// <param name="folder">Null: this repository's README and docs.</param>
    /// <exception cref="UsageException">There is nothing to search.</exception>
    public static List<(string Path, Paragraph Paragraph)> Read(string? folder)
    {
        string root = folder ?? FindRepository();
        List<(string, Paragraph)> paragraphs = [];
        foreach (string file in folder is null ? FilesOfRepository(root) : FilesIn(root))
        {
            string shown = Path.GetRelativePath(root, file).Replace('\\', '/');
            paragraphs.AddRange(Markdown.Split(File.ReadLines(file)).Select(paragraph => (shown, paragraph)));
        }

        return paragraphs.Count > 0 ? paragraphs : throw new UsageException($"There is no Markdown to search in '{root}'; name another folder with --folder PATH.");
    }

    private static IEnumerable<string> FilesOfRepository(string root)
    {
        string docs = Path.Combine(root, "docs");
        return Directory.EnumerateFiles(root, "README.md").Concat(Directory.Exists(docs) ? FilesIn(docs) : []);
    }

    private static IEnumerable<string> FilesIn(string folder) => Directory.EnumerateFiles(folder, "*.md", s_everywhere).Order(StringComparer.Ordinal);

    private static string FindRepository()
    {
        foreach (string start in (string[])[Directory.GetCurrentDirectory(), AppContext.BaseDirectory])
        {
            for (DirectoryInfo? folder = new(start); folder is not null; folder = folder.Parent)
            {
                if (File.Exists(Path.Combine(folder.FullName, "CompilerDemo.sln")))
                {
                    return folder.FullName;
                }
            }
        }

        throw new UsageException("This program does not lie in its repository; name a folder with --folder PATH.");
    }
}
