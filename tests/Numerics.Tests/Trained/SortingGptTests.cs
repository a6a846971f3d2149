using System.Runtime.InteropServices;
using System.Text.Json;
using Etch.Numerics.Tests.Support;
using Etch.Reference;
using Etch.Weights;

namespace Etch.Numerics.Tests.Trained;

/// <summary>minGPT's gpt-nano of llm-viz: the batch of three that its authors ran, with the tensors between.</summary>
public sealed class SortingGptTests
{
    private const int Batch = 3, Tokens = 11, Width = 48, Heads = 3;

    public static TheoryData<string> Sets => [.. Machine.InstructionSets];

    [Theory]
    [MemberData(nameof(Sets))]
    public void HiddenStatesAttentionAndLogitsAreTheAuthors(string set)
    {
        Assert.SkipWhen(Files.Shared is null, Files.NoShared);
        Dictionary<string, float[]> partials = Tensors("gpt-nano-sort-t0-partials.json").ToDictionary(tensor => tensor.Name, tensor => tensor.Values);
        using Models.SortingGpt model = Models.SortingGpt.Load(WeightsFile(), new LoadOptions { InstructionSet = set });
        Assert.Equal(["transformer.h.0.attn.bias", "transformer.h.1.attn.bias", "transformer.h.2.attn.bias"], model.Unused.Order(StringComparer.Ordinal));
        using Models.SortingGpt.Session session = model.CreateSession();
        (session.Taps.KeepHidden, session.Taps.KeepAttention) = (true, true);
        for (int row = 0; row < Batch; row++)
        {
            float[] logits = new float[Tokens * 3], attention = new float[Heads * Tokens * Tokens];
            session.Rewind(0);
            session.ForwardAll([.. partials["idx"].AsSpan(row * Tokens, Tokens).ToArray().Select(id => (int)id)], logits);
            session.Taps.CopyAttention(0, attention);
            AssertRow(partials["x"], session.Taps.Hidden(0), row, "x");
            AssertRow(partials["block0"], session.Taps.Hidden(1), row, "block0");
            AssertRow(partials["block1"], session.Taps.Hidden(2), row, "block1");
            AssertRow(partials["ln_f"], session.Taps.Hidden(3), row, "ln_f");
            AssertRow(partials["attSm"], attention, row, "attSm");
            AssertRow(partials["lm_head"], logits, row, "lm_head");
        }
    }

    /// <summary>Every tensor of block 0, from the graph as the paper has it with Etch's own reading of the file.</summary>
    [Fact]
    public void EveryTensorOfTheFirstBlockIsTheAuthors()
    {
        Assert.SkipWhen(Files.Shared is null, Files.NoShared);
        Dictionary<string, float[]> partials = Tensors("gpt-nano-sort-t0-partials.json").ToDictionary(tensor => tensor.Name, tensor => tensor.Values);
        FirstBlock block = new(WeightsFile());
        for (int row = 0; row < Batch; row++)
        {
            block.Run([.. partials["idx"].AsSpan(row * Tokens, Tokens).ToArray().Select(id => (int)id)]);
            AssertRow(partials["tok_emb"], block.Input("stream", 0), row, "tok_emb");
            AssertRow([.. partials["pos_emb"], .. partials["pos_emb"], .. partials["pos_emb"]], block.Input("position", 0), row, "pos_emb");
            AssertRow(partials["x"], block.Input("stream", 2), row, "x");
            AssertRow(partials["ln1"], block.Value("norm", 0), row, "ln1");
            AssertRow(partials["q"], ByHead(block.Value("query", 1)), row, "q");
            AssertRow(partials["k"], ByHead(block.Value("key", 1)), row, "k");
            AssertRow(partials["v"], ByHead(block.Value("value", 1)), row, "v");
            AssertRow(partials["attSm"], block.Attention, row, "attSm");
            AssertRow(partials["y"], block.Value("mixed", 0), row, "y");
            AssertRow(partials["yProj"], block.Value("output", 1), row, "yProj");
            AssertRow(partials["attnResid"], block.Value("stream", 0), row, "attnResid");
            AssertRow(partials["ln2"], block.Value("norm", 1), row, "ln2");
            AssertRow(partials["fc"], block.Value("up", 1), row, "fc");
            AssertRow(partials["gelu"], block.Value("act", 0), row, "gelu");
            AssertRow(partials["mlp"], block.Value("down", 1), row, "mlp");
            AssertRow(partials["mlpResid"], block.Value("stream", 1), row, "mlpResid");
        }
    }

    /// <summary>rows × (heads × width) as heads × rows × width.</summary>
    private static float[] ByHead(float[] rows)
    {
        const int head = Width / Heads;
        return [.. Enumerable.Range(0, rows.Length).Select(index => rows[(index / head % Tokens * Width) + (index / head / Tokens * head) + (index % head)])];
    }

    /// <summary>Their batch in float32 against ours: both are a few roundings from the truth.</summary>
    private static void AssertRow(float[] expected, ReadOnlySpan<float> actual, int row, string name) =>
        Near.Relative(expected.AsSpan(row * actual.Length, actual.Length), actual, 1e-4, $"{name} of row {row}");

    private static string WeightsFile()
    {
        (string Name, int[] Shape, float[] Values)[] tensors = [.. Tensors("gpt-nano-sort-model.json")];
        string path = RandomFile.PathOf($"gpt-nano-sort-{Guid.NewGuid():N}.safetensors");
        using SafetensorsWriter writer = new(path, [.. tensors.Select(tensor => (tensor.Name, tensor.Shape.Select(extent => (long)extent).ToArray()))]);
        foreach ((_, _, float[] values) in tensors)
        {
            writer.Write(values);
        }

        writer.Complete();
        return path;
    }

    private static IEnumerable<(string Name, int[] Shape, float[] Values)> Tensors(string file)
    {
        using JsonDocument document = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(Files.SharedModel("gpt-nano-sort"), file)));
        foreach (JsonProperty tensor in document.RootElement.EnumerateObject().Where(property => property.Name != "config"))
        {
            byte[] bytes = tensor.Value.GetProperty("data").GetBytesFromBase64();
            int[] shape = [.. tensor.Value.GetProperty("shape").EnumerateArray().Select(extent => extent.GetInt32())];
            yield return (tensor.Name, shape, MemoryMarshal.Cast<byte, float>(bytes).ToArray());
        }
    }
}
