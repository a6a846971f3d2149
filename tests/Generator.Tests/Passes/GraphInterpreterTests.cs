using Etch.Generator.Graph;
using Etch.Generator.Spec;
using Etch.Reference;

namespace Etch.Generator.Tests.Passes;

/// <summary>The interpreter of graphs against what must hold of any model, and its functions against known values.</summary>
public sealed class GraphInterpreterTests
{
    /// <summary>Sums of at most a few dozen terms in double precision.</summary>
    private const double Tolerance = 1e-12;

    public static TheoryData<string> Decoders => [.. TinySpecs.All.Values.Where(spec => Forms.Of(spec.Parts[0]) == Form.LanguageModel)
        .Select(spec => spec.Name)];

    public static TheoryData<string> Names => [.. TinySpecs.All.Keys];

    [Theory]
    [MemberData(nameof(Decoders))]
    public void APromptInPiecesIsThePromptAtOnce(string name)
    {
        GraphInterpreter model = Interpreter(name);
        int[] ids = [3, 1, 4, 1, 5, 9, 2, 6];
        double[][] whole = model.Run([new SequenceRun(ids, new SequenceCache())], [2, 3, 7]).Outputs["logits"];

        SequenceCache cache = new();
        double[][][] pieces = [.. new[] { ids[..3], ids[3..4], ids[4..] }.Select(piece => model.Run([new SequenceRun(piece, cache)]).Outputs["logits"])];
        AssertNear(whole, [.. pieces.Select(logits => logits.Single())]);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void ASequenceInABatchIsTheSequenceAlone(string name)
    {
        GraphInterpreter model = Interpreter(name);
        int[][] sequences = [[7, 8, 9, 10, 11], [1], [2, 30, 2]];
        GraphResult batch = model.Run([.. sequences.Select(ids => new SequenceRun(ids, new SequenceCache()))]);
        IEnumerable<double[][]> alone = sequences.Select(ids => model.Run([new SequenceRun(ids, new SequenceCache())]).Outputs.Values.Last());
        AssertNear(batch.Outputs.Values.Last(), [.. alone.SelectMany(rows => rows)]);
    }

    [Theory]
    [InlineData("Llama", 0, 0)]
    [InlineData("Local", 3, 2)]
    [InlineData("Gemma2", 3, 0)]
    public void ProbabilitiesAreWhereTheRuleSaysAndSumToOne(string name, int before, int after)
    {
        // The windows stand in layer 1 of Local and in layer 0 of Gemma 2.
        GraphResult result = Interpreter(name).Run([new SequenceRun([1, 2, 3, 4, 5, 6, 7, 8], new SequenceCache())]);
        foreach (double[][] head in result.Attention[name == "Local" ? 1 : 0])
        {
            for (int row = 0; row < head.Length; row++)
            {
                IEnumerable<int> seen = Enumerable.Range(0, head.Length).Where(key => head[row][key] > 0);
                Assert.Equal(Enumerable.Range(0, head.Length).Where(key => key <= row + after && (before == 0 || key > row - before)), seen);
                Assert.Equal(1, head[row].Sum(), Tolerance);
            }
        }
    }

    /// <summary>Abramowitz and Stegun, table 7.1, and Wolfram's 20 digits.</summary>
    [Theory]
    [InlineData(0, 1)]
    [InlineData(0.5, 0.47950012218695346232)]
    [InlineData(1, 0.15729920705028513066)]
    [InlineData(2, 0.0046777349810472658379)]
    [InlineData(3, 0.000022090496998585441373)]
    [InlineData(6, 2.1519736712498913117e-17)]
    [InlineData(-1, 1.8427007929497148693)]
    public void TheErrorFunctionIsKnown(double x, double complement) => Assert.Equal(1, ReferenceFunctions.Erfc(x) / complement, 1e-13);

    [Fact]
    public void BothHalvesOfTheErrorFunctionMeet() =>
        Assert.Equal(ReferenceFunctions.Erfc(2), ReferenceFunctions.Erfc(Math.BitDecrement(2)), 1e-15);

    private static GraphInterpreter Interpreter(string name) => new(TransformerGraph.Build(name, TinySpecs.All[name].Parts[0]), RandomWeights.Read);

    private static void AssertNear(double[][] expected, double[][] actual)
    {
        Assert.Equal(expected.Length, actual.Length);
        double largest = expected.SelectMany(row => row).Max(Math.Abs);
        Assert.All(expected.Zip(actual).SelectMany(rows => rows.First.Zip(rows.Second)), pair => Assert.Equal(pair.First, pair.Second, Tolerance * largest));
    }
}
