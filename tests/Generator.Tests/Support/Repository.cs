namespace Etch.Generator.Tests.Support;

/// <summary>The folders of the checkout that the tests run from.</summary>
internal static class Repository
{
    public static string Root { get; } = Find();

    public static string Path(params string[] parts) => System.IO.Path.Combine([Root, .. parts]);

    /// <summary>The files of a folder, those that a build makes left out.</summary>
    public static IEnumerable<string> Files(string folder, string pattern) => Directory.EnumerateFiles(Path(folder), pattern, SearchOption.AllDirectories)
        .Where(file => !file.Split('/', '\\').Any(part => part is "obj" or "bin"))
        .Order(StringComparer.Ordinal);

    /// <summary>A folder of the goldens beside the checkout, or null.</summary>
    public static string? Golden(string name) => System.IO.Path.Combine(Root, "..", "shared", "goldens", name) is var path && Directory.Exists(path) ? path : null;

    private static string Find()
    {
        string? folder = AppContext.BaseDirectory;
        while (folder is not null && !File.Exists(System.IO.Path.Combine(folder, "CompilerDemo.sln")))
        {
            folder = System.IO.Path.GetDirectoryName(folder);
        }

        return folder ?? throw new InvalidOperationException("CompilerDemo.sln was not found above the tests.");
    }
}
