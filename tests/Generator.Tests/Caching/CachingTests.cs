using Etch.Generator.Tests.Support;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Etch.Generator.Tests.Caching;

/// <summary>Every run through TestProject is checked; these say what must be made again, and that the check can fail.</summary>
public class CachingTests
{
    [Theory]
    [MemberData(nameof(Shapes.Names), MemberType = typeof(Shapes))]
    public void AnEditElsewhereMakesNothingAgain(string name) => new TestProject(Shapes.Of(name)).Generate().Compiled();

    [Fact]
    public void ACommentInTheDeclarationMakesNothingAgain() => Assert.All(
        Reasons(Shapes.Llama, Shapes.Llama.Replace("[Repeat(2)]", "/* twice */ [ Repeat ( 2 ) ]"), TrackingNames.Sources), reason => Assert.Equal(IncrementalStepRunReason.Cached, reason));

    [Fact]
    public void AnotherNumberMakesTheModelAgain() => Assert.Contains(
        IncrementalStepRunReason.Modified, Reasons(Shapes.Llama, Shapes.Llama.Replace("Repeat(2)", "Repeat(3)"), TrackingNames.Sources));

    [Fact]
    public void TwoModelsAreIndependent()
    {
        string two = Shapes.Llama + Shapes.Gpt2.Replace("class Model", "class Other");
        IncrementalStepRunReason[] reasons = Reasons(two, two.Replace("class Other", "class Another"), TrackingNames.Sources);
        Assert.Contains(IncrementalStepRunReason.Cached, reasons);
        Assert.Contains(IncrementalStepRunReason.Modified, reasons);
    }

    [Fact]
    public void EqualDeclarationsAreEqualSpecs()
    {
        object Spec() => Run(new TestProject(Shapes.Mixed).Compilation).GetRunResult().Results[0].TrackedSteps[TrackingNames.Specs][0].Outputs[0].Value;
        Assert.Equal(Spec(), Spec());
        Assert.NotSame(Spec(), Spec());
    }

    private static IncrementalStepRunReason[] Reasons(string before, string after, string step)
    {
        CSharpCompilation compilation = new TestProject(before).Compilation;
        GeneratorDriver driver = Run(compilation);
        SyntaxTree tree = compilation.SyntaxTrees[1];
        CSharpCompilation edited = compilation.ReplaceSyntaxTree(tree, CSharpSyntaxTree.ParseText(after, (CSharpParseOptions)tree.Options, tree.FilePath));
        return [.. driver.RunGenerators(edited).GetRunResult().Results[0].TrackedSteps[step].SelectMany(run => run.Outputs).Select(output => output.Reason)];
    }

    private static GeneratorDriver Run(CSharpCompilation compilation) => CSharpGeneratorDriver.Create(
        [new TransformerGenerator().AsSourceGenerator()], parseOptions: (CSharpParseOptions)compilation.SyntaxTrees[0].Options,
        driverOptions: new GeneratorDriverOptions(IncrementalGeneratorOutputKind.None, trackIncrementalGeneratorSteps: true)).RunGenerators(compilation);
}
