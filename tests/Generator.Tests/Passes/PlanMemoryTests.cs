using Etch.Generator.Graph;
using Etch.Generator.Isa;
using Etch.Generator.Passes;
using Etch.Generator.Spec;
using Etch.Reference;

namespace Etch.Generator.Tests.Passes;

/// <summary>The plan of the arena, tried by running a graph in it: what a value holds must still be there when it is read.</summary>
public sealed class PlanMemoryTests
{
    /// <summary>The same operations in the same precision; only the order of rows and columns differs, which no element depends on.</summary>
    private const double Tolerance = 0;

    public static TheoryData<string, bool> Specs => [.. TinySpecs.All.Keys.SelectMany(name => new[] { (name, false), (name, true) })];

    public static TheoryData<string> Names => [.. TinySpecs.All.Keys];

    [Theory]
    [MemberData(nameof(Specs))]
    public void ValuesInTheArenaAreWhatTheyAreAlone(string name, bool backward)
    {
        CompiledModel model = Compile(name);
        GraphInterpreter alone = new(model.Graph, RandomWeights.Read), planned = new(model.Graph, RandomWeights.Read) { Backward = backward };

        List<GraphResult> expected = TinyCalls.Run(alone, model.Form);
        List<GraphResult> actual = TinyCalls.Run(planned, model.Form, () => new PlannedMemory(model.Graph, model.Bounds));
        Assert.Equal(Tolerance, expected.Zip(actual, ResultDistance.Of).Max());
    }

    [Theory]
    [MemberData(nameof(Specs))]
    public void AFullArenaHoldsItsValues(string name, bool backward)
    {
        CompiledModel model = Compile(name);
        GraphInterpreter alone = new(model.Graph, RandomWeights.Read), planned = new(model.Graph, RandomWeights.Read) { Backward = backward };

        GraphResult expected = TinyCalls.Fill(alone, model.Bounds);
        GraphResult actual = TinyCalls.Fill(planned, model.Bounds, new PlannedMemory(model.Graph, model.Bounds));
        Assert.Equal(Tolerance, ResultDistance.Of(expected, actual));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void PlacesAreAlignedAndInsideTheArena(string name)
    {
        CompiledModel model = Compile(name);
        long size = PlanMemory.Size(model.Graph, model.Bounds);
        foreach (Value value in model.Graph.Values.Where(value => value.Place is not null))
        {
            Assert.InRange(value.Place!.Offset, 0, size - (model.Bounds.RowsOf(value.Type.Count) * value.Place.Stride * sizeof(float)));
            Assert.True(value.Place.Stride >= value.Type.Width);
            Assert.Equal(0, value.Place.Stride % SplitWork.Unit);
        }
    }

    [Fact]
    public void AProductOverItsOwnInputIsFound() =>
        AssertFound(graph => graph.AllNodes.OfType<ProductNode>().First(product => product.Operations.Any(operation => operation is AddOperation)), node =>
            node.Inputs.First());

    [Fact]
    public void ANormOverAStreamThatIsStillNeededIsFound() =>
        AssertFound(graph => graph.AllNodes.OfType<RepeatNode>().Single().Bodies[0].Nodes.OfType<NormNode>().First(), node => node.Inputs.First());

    [Fact]
    public void AnAttentionOverItsMergedProductIsFound() =>
        AssertFound(graph => graph.AllNodes.OfType<RotateNode>().First(), node => node.Inputs.First(), column: 16);

    /// <summary>Moves what a node makes over another value, and wants the run in the arena to notice in one order or the other.</summary>
    private static void AssertFound(Func<ModelGraph, Node> find, Func<Node, int> over, int column = 0)
    {
        CompiledModel model = Compile("Llama");
        Node node = find(model.Graph);
        Place place = model.Graph[over(node)].Place!;
        place = place with { Offset = place.Offset + (column * sizeof(float)) };
        ModelGraph broken = model.Graph with
        {
            Values = model.Graph.Values.Select(value => value.Id == node.Output ? value with { Place = place } : value).ToEquatableArray(),
        };
        Assert.Contains(new[] { false, true }, backward => Throws(broken, model, backward));
    }

    private static bool Throws(ModelGraph broken, CompiledModel model, bool backward)
    {
        GraphInterpreter interpreter = new(broken, RandomWeights.Read) { Backward = backward };
        return Record.Exception(() => TinyCalls.Run(interpreter, model.Form, () => new PlannedMemory(broken, model.Bounds))) is InvalidOperationException;
    }

    private static CompiledModel Compile(string name) => Compiler.Compile(TinySpecs.All[name], [Avx2Table.Set]);
}
