namespace Etch.Package.Tests;

/// <summary>The checkout that the tests run from.</summary>
internal static class Repository
{
    public static string Root { get; } = Find(new DirectoryInfo(AppContext.BaseDirectory));

    private static string Find(DirectoryInfo? folder) =>
        folder is null ? throw new InvalidOperationException("The tests do not lie in their repository.")
        : File.Exists(Path.Combine(folder.FullName, "CompilerDemo.sln")) ? folder.FullName
        : Find(folder.Parent);
}
