namespace Etch.Examples.Tests;

/// <summary>Where things lie.</summary>
internal static class Repository
{
    public static string Root { get; } = Find(new DirectoryInfo(AppContext.BaseDirectory));

    /// <summary>A file of the folder <c>shared</c> beside the checkout; skips the test where it is not.</summary>
    public static string Shared(params string[] parts)
    {
        string path = Path.Combine([Root, "..", "shared", .. parts]);
        Assert.SkipUnless(File.Exists(path), $"needs shared/{string.Join('/', parts)} beside the checkout");
        return path;
    }

    /// <summary>The assembly of an example, built in the configuration of these tests.</summary>
    public static string Example(string name, string? assembly = null)
    {
        DirectoryInfo framework = new(Path.TrimEndingDirectorySeparator(AppContext.BaseDirectory)); // …/bin/Release/net10.0
        return Path.Combine(Root, "examples", name, "bin", framework.Parent!.Name, framework.Name, (assembly ?? name) + ".dll");
    }

    private static string Find(DirectoryInfo? folder) =>
        folder is null ? throw new InvalidOperationException("The tests do not lie in their repository.")
        : File.Exists(Path.Combine(folder.FullName, "CompilerDemo.sln")) ? folder.FullName
        : Find(folder.Parent);
}
