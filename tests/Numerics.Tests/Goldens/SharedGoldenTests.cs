using Etch.Numerics.Tests.Support;
using Etch.Reference;

namespace Etch.Numerics.Tests.Goldens;

/// <summary>All cases of the families of this issue beside <c>shared</c>, through config.json and the compiler in memory.</summary>
public sealed class SharedGoldenTests
{
    private static readonly string[] s_families = ["gpt2", "etch-gpt3", "llama", "mistral", "bert", "roberta", "distilbert"];

    /// <summary>bert-relative-key*: not in this issue.</summary>
    private static readonly string[] s_later = ["bert-relative-key", "bert-relative-key-query"];

    /// <summary>An empty name stands for all where there is no folder, so that the skip is seen.</summary>
    public static TheoryData<string> Cases => [.. Files.Shared is null ? Enumerable.Repeat("", 1) : Names(Path.Combine(Files.Shared, "goldens"))];

    [Theory]
    [MemberData(nameof(Cases))]
    public void TheReferenceIsMet(string name)
    {
        Assert.SkipWhen(name.Length == 0, Files.NoShared);
        GoldenCase golden = new(Path.Combine(Files.Shared!, "goldens", name));
        CompiledAssembly assembly = golden.Compile(string.Join(',', Machine.InstructionSets));
        Assert.All(Machine.InstructionSets, set => Assert.InRange(golden.Run(assembly, set, threads: 0), 0, GoldenCase.Tolerance));
    }

    private static IEnumerable<string> Names(string folder) => Directory.GetDirectories(folder).Select(path => Path.GetFileName(path)!)
        .Where(name => s_families.Any(family => name == family || name.StartsWith(family + "-", StringComparison.Ordinal)))
        .Except(s_later).Except(Catalogue.Goldens).Order(StringComparer.Ordinal);
}
