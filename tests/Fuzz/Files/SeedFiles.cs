namespace Etch.Fuzz.Files;

/// <summary>The real files that mutants are made of, and a folder for those that must lie on a disk.</summary>
internal static class SeedFiles
{
    private static readonly DirectoryInfo s_folder = Directory.CreateTempSubdirectory("etch-fuzz-");

    static SeedFiles() => AppDomain.CurrentDomain.ProcessExit += (_, _) => s_folder.Delete(recursive: true);

    /// <summary>All files of a name among the tests' data, in the order of their paths.</summary>
    public static byte[][] Named(string name) =>
        [.. Directory.EnumerateFiles(Path.Combine(AppContext.BaseDirectory, "Data"), name, SearchOption.AllDirectories).Order(StringComparer.Ordinal).Select(File.ReadAllBytes)];

    /// <summary>A new folder that goes with the process.</summary>
    public static string Folder(string name) => s_folder.CreateSubdirectory(name).FullName;
}
