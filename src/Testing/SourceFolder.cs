namespace Etch.Testing;

/// <summary>Where a calling file lies. A deterministic build writes <c>/_/…</c> for its folder; the project's own folder then leads to it.</summary>
internal static class SourceFolder
{
    private const string Setting = "Etch.Testing.Project";

    /// <summary>A path that may be relative to the folder of the calling file.</summary>
    /// <exception cref="FileNotFoundException">Nothing lies there.</exception>
    public static string Resolve(string path, string caller)
    {
        string full = Path.IsPathFullyQualified(path) ? path : Path.GetFullPath(path, Of(caller));
        return Path.Exists(full) ? full : throw new FileNotFoundException($"There is no '{full}'; a relative path starts at the folder of the calling file.", full);
    }

    /// <exception cref="InvalidOperationException">The file cannot be found.</exception>
    public static string Of(string caller)
    {
        if (File.Exists(caller))
        {
            return Path.GetDirectoryName(Path.GetFullPath(caller))!;
        }

        string project = AppContext.GetData(Setting) as string ?? "", name = caller.Split('/', '\\')[^1];
        IReadOnlyList<string> found = Directory.Exists(project) ? [.. Directory.EnumerateFiles(project, name, SearchOption.AllDirectories)] : [];
        return found.Count == 1 ? Path.GetDirectoryName(found[0])! : throw new InvalidOperationException(
            $"The sources of these tests are not where the compiler saw them ('{caller}'), and {(found.Count == 0 ? "no" : "more than one")} '{name}' lies below '{project}'.");
    }
}
