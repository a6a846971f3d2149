namespace Etch.Runtime.Tests.Text;

/// <summary>The folder <c>shared</c> beside the checkout; tests that read it skip where it is not.</summary>
internal static class SharedFiles
{
    private static readonly string? s_root = Find();

    /// <summary>The full path of a file or folder of <c>shared</c>; skips the test when it is not there.</summary>
    public static string Path(params string[] parts)
    {
        string path = System.IO.Path.Combine([s_root ?? "", .. parts]);
        Assert.SkipUnless(s_root is not null && System.IO.Path.Exists(path), $"needs shared/{string.Join('/', parts)} beside the checkout");
        return path;
    }

    private static string? Find()
    {
        DirectoryInfo? folder = new(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(System.IO.Path.Combine(folder.FullName, "CompilerDemo.sln")))
        {
            folder = folder.Parent;
        }
        string? shared = folder?.Parent is { } parent ? System.IO.Path.Combine(parent.FullName, "shared") : null;
        return Directory.Exists(shared) ? shared : null;
    }
}
