using Etch.Generator.Diagnostics;
using Etch.Generator.Graph;
using Etch.Generator.Isa;
using Etch.Generator.Spec;
using Etch.Reference;

namespace Etch.Generator.Tests.Passes;

/// <summary>Passes and plan of the arena on declarations made by chance, which the validator lets through.</summary>
public sealed class RandomModelTests
{
    /// <summary>As in <see cref="PassEquivalenceTests"/>.</summary>
    private const double Tolerance = 1e-12;

    private const int Count = 160;

    public static TheoryData<int> Seeds => [.. Enumerable.Range(0, Count)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public void MeaningSurvivesPassesAndPlan(int seed)
    {
        ModelSpec spec = RandomSpecs.Make(seed);
        Assert.SkipUnless(SpecValidator.Check(spec).Count == 0, $"The validator rejects it: {SpecValidator.Check(spec).FirstOrDefault()?.Message}");
        List<(string Pass, ModelGraph Graph)> graphs = [];
        CompiledModel model = Compiler.Compile(spec, [Avx2Table.Set], (pass, graph) => graphs.Add((pass, graph)));

        List<GraphResult> expected = TinyCalls.Run(new GraphInterpreter(graphs[0].Graph, RandomWeights.Read), model.Form);
        foreach ((string pass, ModelGraph graph) in graphs.Skip(1))
        {
            AssertNear(expected, TinyCalls.Run(new GraphInterpreter(graph, RandomWeights.Read), model.Form), $"after {pass}");
        }

        foreach (bool backward in new[] { false, true })
        {
            GraphInterpreter planned = new(model.Graph, RandomWeights.Read) { Backward = backward };
            AssertNear(expected, TinyCalls.Run(planned, model.Form, () => new PlannedMemory(model.Graph, model.Bounds)), "in the arena");
        }
    }

    private static void AssertNear(List<GraphResult> expected, List<GraphResult> actual, string where)
    {
        double apart = expected.Zip(actual, ResultDistance.Of).Max();
        Assert.True(apart <= Tolerance, $"Results {where} are {apart} apart.");
    }
}
