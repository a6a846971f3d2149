using Etch.Generator.Graph;
using Etch.Numerics.Tests.Support;
using Etch.Reference;

namespace Etch.Numerics.Tests.Law;

/// <summary>That all machines agree says nothing of what they compute: the graph as the paper has it, in double precision, says that.</summary>
public sealed class MeaningTests
{
    public static TheoryData<string> Names => [.. Catalogue.All.Except(["Bard", "Languages", "Sentences"])];

    [Theory]
    [MemberData(nameof(Names))]
    public void KernelsComputeWhatTheGraphMeans(string name)
    {
        TestModel model = Catalogue.Of(name);
        IReadOnlyDictionary<string, double[]> parameters = Specs.Parameters(model.Declaration, model.Weights);
        GraphInterpreter meaning = new(TransformerGraph.Build(name, Specs.Of(name)), (role, _) => parameters[role]);
        using Subject subject = model.Open();
        subject.Taps.KeepHidden = true;
        foreach (int length in new[] { 1, 3, 31, 99 }.Where(length => length <= model.Declaration.Context))
        {
            Sentence sentence = model.Sentence(length);
            SequenceRun run = new(sentence.Ids, new SequenceCache(), sentence.Segments.Length == 0 ? null : sentence.Segments);
            GraphResult expected = meaning.Run([run], [.. Enumerable.Range(0, length)]);
            float[] made = subject.Run(sentence);
            for (int layer = 0; layer <= model.Declaration.LayerCount && expected.Hidden.TryGetValue(layer, out double[][]? hidden); layer++)
            {
                AssertNear(hidden, subject.Taps.Hidden(layer), $"{name}, {length} tokens, hidden state {layer}");
            }

            AssertNear(expected.Outputs.Values.Last(), made, $"{name}, {length} tokens");
        }
    }

    /// <summary>The promise of DESIGN.md 1.1; float32 roundings of a dozen layers stay an order below it.</summary>
    private static void AssertNear(double[][] expected, ReadOnlySpan<float> actual, string what) =>
        Near.Relative([.. expected.SelectMany(row => row).Select(value => (float)value)], actual, 1e-4, what);
}
