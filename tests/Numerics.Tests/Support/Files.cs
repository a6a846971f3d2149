namespace Etch.Numerics.Tests.Support;

/// <summary>Where the files are: the copies that belong to the tests, and the folder <c>shared</c> beside the repository, where there is one.</summary>
internal static class Files
{
    public const string NoShared = "There is no folder 'shared' beside the repository; this needs its texts.";

    /// <summary>The folder shared, or null.</summary>
    public static string? Shared { get; } = FindShared();

    public static string Golden(string name) => Path.Combine(AppContext.BaseDirectory, "Data", "goldens", name);

    public static string Model(string name) => Path.Combine(AppContext.BaseDirectory, "Data", "models", name);

    public static string SharedModel(string name) => Path.Combine(Shared!, "models", name);

    private static string? FindShared()
    {
        for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "CompilerDemo.sln")))
            {
                string shared = Path.Combine(folder.FullName, "..", "shared");
                return Directory.Exists(shared) ? Path.GetFullPath(shared) : null;
            }
        }

        return null;
    }
}
