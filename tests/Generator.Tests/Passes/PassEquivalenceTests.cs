using Etch.Generator.Graph;
using Etch.Generator.Isa;
using Etch.Generator.Spec;
using Etch.Reference;

namespace Etch.Generator.Tests.Passes;

/// <summary>Every pass leaves the meaning of a graph as it was.</summary>
public sealed class PassEquivalenceTests
{
    /// <summary>Both sides compute in double precision, and a pass may at most change the order of a few operations: rounding stays four digits below
    /// this.</summary>
    private const double Tolerance = 1e-12;

    public static TheoryData<string> Specs => [.. TinySpecs.All.Keys];

    [Theory]
    [MemberData(nameof(Specs))]
    public void EveryPassKeepsTheMeaning(string name)
    {
        ModelSpec spec = TinySpecs.All[name];
        List<(string Pass, ModelGraph Graph)> graphs = [];
        CompiledModel model = Compiler.Compile(spec, InstructionSets.All, (pass, graph) => graphs.Add((pass, graph)));
        Assert.Equal("Build", graphs[0].Pass);

        List<GraphResult> expected = Run(graphs[0].Graph, model.Form);
        Assert.All(expected, result => Assert.NotEmpty(result.Outputs));
        foreach ((string pass, ModelGraph graph) in graphs.Skip(1))
        {
            List<GraphResult> actual = Run(graph, model.Form);
            double apart = expected.Zip(actual, ResultDistance.Of).Max();
            Assert.True(apart <= Tolerance, $"After {pass}, {name} gives results that are {apart} apart from those before.");
        }
    }

    [Theory]
    [MemberData(nameof(Specs))]
    public void PassesOnlySayWhatTheirNamesSay(string name)
    {
        Dictionary<string, ModelGraph> graphs = [];
        Compiler.Compile(TinySpecs.All[name], [Avx2Table.Set], (pass, graph) => graphs[pass] = graph);

        Assert.DoesNotContain(graphs["FoldConstants"].AllNodes, node => node is MapNode { Operations.Count: 0 });
        Assert.DoesNotContain(graphs["FuseAttention"].AllNodes, node => node is ScoresNode or TermNode or SoftmaxNode or MixNode);
        Assert.DoesNotContain(graphs["MergeProjections"].AllNodes.OfType<ProductNode>(), product =>
            product.Operations.Any(operation => operation is GateOperation) != product.Paired);
        Assert.All(graphs["PlanMemory"].AllNodes.Where(node => node is not (TapNode or AppendNode)), node =>
            Assert.NotNull(graphs["PlanMemory"][node.Output].Place));
    }

    private static List<GraphResult> Run(ModelGraph graph, Form form) => TinyCalls.Run(new GraphInterpreter(graph, RandomWeights.Read), form);
}
