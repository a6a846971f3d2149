using System.Text.RegularExpressions;
using Etch.Generator.Tests.Support;
using Etch.Reference;

namespace Etch.Generator.Tests;

/// <summary>What the README shows is what is: its declarations compile, and the code it shows is generated.</summary>
public sealed class ReadmeTests
{
    private static readonly string s_readme = File.ReadAllText(Path.Combine(Repository.Root, "README.md")).ReplaceLineEndings("\n");

    [Fact]
    public void TheModelCompilesAndItsGeneratedCodeIsTheOneShown()
    {
        GeneratorRun run = GeneratorRun.Run(Block(0));
        CompiledAssembly.Compile(run, "Bard");
        string generated = string.Concat(run.Files.Select(file => file.Text));
        foreach (string line in Block(2).Split('\n').Where(line => line.Length > 0))
        {
            Assert.Contains(line.Trim(), generated, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void TheSecondRoadGivesTheSameModel()
    {
        string config = File.ReadAllText(Path.Combine(Repository.Root, "examples", "Shakespeare", "model", "config.json"));
        IEnumerable<string> Kernels(GeneratorRun run) => run.Files.Where(file => file.Name != "Bard.g.cs").Select(file => file.Text);
        Assert.Equal(Kernels(GeneratorRun.Run(Block(0))), Kernels(GeneratorRun.Run(Block(1), config)));
    }

    [Fact]
    public void TheLinesThatUseItCompile()
    {
        GeneratorRun run = GeneratorRun.Run(Block(0) + "\npublic static class User { public static void Use() {\n" + Block(3) + "\n} }");
        CompiledAssembly.Compile(run, "Bard");
    }

    /// <summary>The C# blocks in their order.</summary>
    private static string Block(int number) => Regex.Matches(s_readme, "```csharp\n(.*?)```", RegexOptions.Singleline)[number].Groups[1].Value;
}
