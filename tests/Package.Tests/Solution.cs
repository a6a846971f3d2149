namespace Etch.Package.Tests;

/// <summary>A user's folder of projects outside the repository. Projects say what a template says, and nothing of Etch but its package.</summary>
internal sealed class Solution(Feed feed, string name)
{
    private readonly string _folder = feed.NewFolder(name);

    /// <summary>A console program.</summary>
    public Solution Program(string name, string items, params (string Name, string Text)[] files) => Project(name, "<OutputType>Exe</OutputType>", items, files);

    /// <summary>A class library.</summary>
    public Solution Library(string name, string items, params (string Name, string Text)[] files) => Project(name, "", items, files);

    /// <summary>A reference to a package of the feed.</summary>
    public string Package(string name = "Etch") => $"""<PackageReference Include="{name}" Version="{feed.Version}" />""";

    public string PathOf(params string[] parts) => Path.Combine([_folder, .. parts]);

    /// <summary>Builds everything below one project, and demands that no warning was said.</summary>
    public string Build(string project) => NoWarning(DotNet.Run(_folder, feed.Variables, "build", project, "-c", "Release"));

    public string Run(string project) => DotNet.Run(_folder, feed.Variables, "run", "--project", project, "-c", "Release", "--no-build");

    public string DotNetTool(params string[] arguments) => NoWarning(DotNet.Run(_folder, feed.Variables, arguments));

    /// <summary>Publishes a program as a NativeAOT binary, demands that trimming and compiling warned of nothing, and runs it.</summary>
    public string PublishAndRunNative(string project)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "the linker of this system is not known to the test");
        Assert.SkipUnless(FindOnPath("clang"), "NativeAOT needs clang to link");
        NoWarning(DotNet.Run(_folder, feed.Variables, "publish", project, "-c", "Release", "-o", PathOf("native"), "-p:PublishAot=true", "--use-current-runtime"));
        return DotNet.Program(PathOf("native", project), _folder);
    }

    private Solution Project(string name, string properties, string items, (string Name, string Text)[] files)
    {
        Directory.CreateDirectory(PathOf(name));
        File.WriteAllText(PathOf(name, name + ".csproj"), $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                {properties}
                <TargetFramework>net10.0</TargetFramework>
                <ImplicitUsings>enable</ImplicitUsings>
                <Nullable>enable</Nullable>
                <TreatWarningsAsErrors>true</TreatWarningsAsErrors>
              </PropertyGroup>
              <ItemGroup>
                {items}
              </ItemGroup>
            </Project>
            """);
        foreach ((string file, string text) in files)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(PathOf(name, file))!);
            File.WriteAllText(PathOf(name, file), text);
        }

        return this;
    }

    private static string NoWarning(string output)
    {
        Assert.DoesNotContain("warning", output.Replace("0 Warning(s)", "", StringComparison.Ordinal), StringComparison.OrdinalIgnoreCase);
        return output;
    }

    private static bool FindOnPath(string program) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Any(folder => File.Exists(Path.Combine(folder, program)));
}
