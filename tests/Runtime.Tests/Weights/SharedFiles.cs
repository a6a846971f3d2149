namespace Etch.Runtime.Tests.Weights;

/// <summary>The folder of trained models and goldens beside the repository, where there is one.</summary>
internal static class SharedFiles
{
    public const string Reason = "needs the folder \"shared\" beside the repository";

    public static string? Root { get; } = Find();

    private static string? Find()
    {
        for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "CompilerDemo.sln")))
            {
                string shared = Path.Combine(folder.FullName, "..", "shared");
                return Directory.Exists(shared) ? shared : null;
            }
        }
        return null;
    }
}
