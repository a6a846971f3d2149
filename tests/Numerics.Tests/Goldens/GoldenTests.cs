using Etch.Numerics.Tests.Support;
using Etch.Reference;

namespace Etch.Numerics.Tests.Goldens;

/// <summary>What the reference implementation makes of tiny models of every family: every run and output, for each instruction set of this process.</summary>
public sealed class GoldenTests
{
    public static TheoryData<string, string> Cases => new(Catalogue.Goldens.SelectMany(_ => Machine.InstructionSets, (name, set) => (name, set)));

    [Theory]
    [MemberData(nameof(Cases))]
    public void TheReferenceIsMet(string name, string set) =>
        Assert.InRange(new GoldenCase(Files.Golden(name)).Run(CompiledAssembly.Of(Catalogue.Golden(name)), set, threads: 0), 0, GoldenCase.Tolerance);

    /// <summary>A wrong weight is seen: a golden that any model passes would prove nothing.</summary>
    [Fact]
    public void AnotherModelIsRefused() =>
        Assert.ThrowsAny<Exception>(() => new GoldenCase(Files.Golden("llama")).Run(CompiledAssembly.Of(Catalogue.Golden("mistral")), null, 1));
}
