using System.Reflection;
using Etch.Execution;
using Etch.Reference;
using Etch.Weights;

namespace Etch.Generator.Tests.Outputs;

/// <summary>Output gives the stream at its place a name in the API, in every form, however many passes a call takes.</summary>
public sealed class NamedOutputTests : IDisposable
{
    private const int Width = 16;

    private const string Causal = """
        [Transformer(Width = 16, Context = 300)]
        [Tokens(40)]
        [RmsNorm(Gain = false), Output("Embedded")]
        [Repeat(1)]
        [Attention(2, Bias = false), Causal, Residual]
        [End]
        [RmsNorm(Gain = false), Output("Read"), LanguageModelHead(Tied = true)]
        public sealed partial class Model;
        """;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("etch-outputs-");

    public void Dispose() => _folder.Delete(recursive: true);

    /// <summary>300 positions take two passes of at most 256 rows.</summary>
    [Fact]
    public void ALanguageModelGivesARowForEveryTokenOfACall()
    {
        using IDisposable model = Load(Causal);
        using ILanguageModel session = ((IModel<ILanguageModel>)model).CreateSession(1);
        int[] ids = [.. Enumerable.Range(0, 280).Select(index => index * 7 % 40)];
        float[] last = session.Forward(ids).ToArray();
        Assert.Equal(Expected(ids), Named(session, "Embedded"), Near);
        float[] read = Named(session, "Read");
        Assert.Equal(Width, read.Length);

        session.Rewind(0);
        float[] all = new float[ids.Length * 40];
        session.ForwardAll(ids, all);
        Assert.Equal(last, all[^40..]);
        Assert.Equal(Expected(ids), Named(session, "Embedded"), Near);
        Assert.Equal(ids.Length * Width, Named(session, "Read").Length);
        Assert.Equal(read, Named(session, "Read")[^Width..]);

        session.Rewind(10);
        session.Forward([5]);
        Assert.Equal(Expected([5]), Named(session, "Embedded"), Near);
    }

    /// <summary>100 asked positions take two passes over the same rows, which are given once.</summary>
    [Fact]
    public void AMaskedLanguageModelGivesEachRowOnce()
    {
        using IDisposable model = Load(Causal.Replace(", Causal", "", StringComparison.Ordinal));
        using IMaskedLanguageModel session = ((IModel<IMaskedLanguageModel>)model).CreateSession(1);
        int[] ids = [.. Enumerable.Range(0, 100).Select(index => index * 3 % 40)], positions = [.. Enumerable.Range(0, 100)];
        session.Predict(ids, positions, new float[100 * 40]);
        Assert.Equal(Expected(ids), Named(session, "Embedded"), Near);
        Assert.Equal(100 * Width, Named(session, "Read").Length);
    }

    private IDisposable Load(string source)
    {
        CompiledAssembly assembly = CompiledAssembly.Compile(GeneratorRun.Run(source, null, "Portable"), "Model");
        string path = Path.Combine(_folder.FullName, "model.safetensors");
        ModelDeclaration declaration = (ModelDeclaration)assembly.Static("Describe");
        (string Role, long[] Shape)[] tensors = [.. declaration.Slots.SelectMany(slot => slot.Weights).Where(weight => weight.Role.Length > 0)
            .Select(weight => (weight.Role.Replace("{layer}", "0", StringComparison.Ordinal), weight.Shape.Select(extent => (long)extent).ToArray())).DistinctBy(tensor => tensor.Item1)];
        using SafetensorsWriter writer = new(path, tensors);
        foreach ((string role, long[] shape) in tensors)
        {
            writer.Write([.. Enumerable.Range(0, (int)shape.Aggregate(1L, (product, extent) => product * extent)).Select(index => Element(role.Length, index))]);
        }

        writer.Complete();
        return assembly.Load(path);
    }

    /// <summary>The root mean square norm of the tokens' rows, from its formula.</summary>
    private static float[] Expected(int[] ids) => [.. ids.SelectMany(id =>
    {
        double[] row = [.. Enumerable.Range(0, Width).Select(column => (double)Element("tokens.weight".Length, (id * Width) + column))];
        double scale = 1 / Math.Sqrt(row.Average(element => element * element) + 1e-5);
        return row.Select(element => (float)(element * scale));
    })];

    private static float Element(int seed, int index) => (((index * 37) + (seed * 11)) % 64 - 31.5f) / 32;

    /// <summary>A few roundings of float32 at numbers near 1.</summary>
    private static bool Near(float expected, float found) => Math.Abs(expected - found) <= 2e-6f;

    /// <summary>The generated property, which returns a span.</summary>
    private static float[] Named(IDisposable session, string name)
    {
        MethodInfo read = session.GetType().GetProperty(name)!.GetMethod!;
        return read.CreateDelegate<Rows>(session)().ToArray();
    }

    private delegate ReadOnlySpan<float> Rows();
}
