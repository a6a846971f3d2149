using Xunit.Sdk;

[assembly: AssemblyFixture(typeof(Etch.Package.Tests.Feed))]

namespace Etch.Package.Tests;

/// <summary>The packages, packed from this checkout into a folder of their own, and a cache that nothing else has filled.</summary>
public sealed class Feed : IDisposable
{
    /// <summary>Any moment that zip can write, as long as it is the same.</summary>
    private static readonly Dictionary<string, string> s_moment = new(StringComparer.Ordinal) { ["SOURCE_DATE_EPOCH"] = "1700000000" };

    // Without a blank: NativeAOT's linking does not quote the paths of its own libraries, which lie in the cache.
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("etch-package-");

    public Feed()
    {
        Pack(Path);
        Directory.CreateDirectory(Cache);
        File.WriteAllText(System.IO.Path.Combine(_folder.FullName, "nuget.config"), $"""
            <configuration>
              <packageSources><add key="etch" value="{Path}" /></packageSources>
            </configuration>
            """);
    }

    /// <summary>The folder of the packages.</summary>
    public string Path => System.IO.Path.Combine(_folder.FullName, "feed");

    /// <summary>The packages' version.</summary>
    public string Version => System.IO.Path.GetFileNameWithoutExtension(Directory.GetFiles(Path, "Etch.Testing.*.nupkg").Single())["Etch.Testing.".Length..];

    /// <summary>What every use of the packages has in its environment: a cache of its own, so that the packages are really those of this checkout.</summary>
    public IReadOnlyDictionary<string, string> Variables => new Dictionary<string, string>(StringComparer.Ordinal) { ["NUGET_PACKAGES"] = Cache };

    private string Cache => System.IO.Path.Combine(_folder.FullName, "cache");

    /// <summary>Packs both projects, from a build apart from those that other tests run in; it is kept, so that the next run has less to do.</summary>
    public static void Pack(string output)
    {
        string artifacts = System.IO.Path.Combine(Repository.Root, "artifacts", "pack");
        foreach (string project in (string[])["Runtime", "Testing"])
        {
            DotNet.Run(Repository.Root, s_moment, "pack", System.IO.Path.Combine("src", project), "-c", "Release", "-o", output, "--artifacts-path", artifacts);
        }
    }

    /// <summary>Compiles and packs both projects from nothing.</summary>
    public static void PackAnew(string output)
    {
        Directory.Delete(System.IO.Path.Combine(Repository.Root, "artifacts", "pack"), recursive: true);
        Pack(output);
    }

    /// <summary>A folder outside the repository whose restores know the feed beside the machine's own sources.</summary>
    public string NewFolder(string name) => Directory.CreateDirectory(System.IO.Path.Combine(_folder.FullName, name)).FullName;

    public void Dispose()
    {
        try
        {
            _folder.Delete(recursive: true);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // A virus scanner or a compiler that still looks at it: the system's own cleaning of temporary files has it later.
        }
    }
}
