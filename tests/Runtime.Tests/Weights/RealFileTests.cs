using Etch.Weights;

namespace Etch.Runtime.Tests.Weights;

/// <summary>Files that other programs wrote.</summary>
public sealed class RealFileTests
{
    [Fact]
    public void EveryTrainedModelAndGoldenOpens()
    {
        Assert.SkipUnless(SharedFiles.Root is not null, SharedFiles.Reason);
        string[] files = Directory.GetFiles(SharedFiles.Root, "*.safetensors", SearchOption.AllDirectories);

        Assert.NotEmpty(files);
        foreach (string path in files)
        {
            using SafetensorsFile file = SafetensorsFile.Open(path);
            Assert.NotEmpty(file.Tensors);
        }
    }

    /// <summary>The table of gpt2 (families/decoders.md 5.1): Conv1D stores [in, out], query, key and value stand side by side.</summary>
    [Fact]
    public void TheTableOfGpt2BindsAndReads()
    {
        Assert.SkipUnless(SharedFiles.Root is not null, SharedFiles.Reason);
        using WeightSource source = WeightSource.Open(Path.Combine(SharedFiles.Root, "goldens", "gpt2"));
        SafetensorsTensor fused = source.Find("h.0.attn.c_attn.weight") ?? source.Find("transformer.h.0.attn.c_attn.weight")!;
        int width = (int)fused.Shape[0];
        var key = new WeightRequest("layers.{layer}.0.attention.key.weight", $"\"(transformer.|)h.{{layer}}.attn.c_attn.weight\"[:, {width}:{2 * width}].T", [width, width]);
        var bias = new WeightRequest("layers.{layer}.0.attention.key.bias", $"\"(transformer.|)h.{{layer}}.attn.c_attn.bias\"[{width}:{2 * width}]", [width]);

        IReadOnlyList<BoundWeight> weights = WeightBinding.Bind(source, [key.At(layer: 0), bias.At(layer: 0)]);

        float[] whole = new float[fused.ElementCount], read = new float[width * width];
        fused.Read(0, whole);
        weights[0].Read([0, 0], [width, width], read);
        for (int output = 0; output < width; output++)
        {
            for (int input = 0; input < width; input++)
            {
                Assert.Equal(whole[(input * 3 * width) + width + output], read[(output * width) + input]);
            }
        }
        Assert.DoesNotContain(fused.Name, source.Unused(weights));
        Assert.NotEmpty(source.Unused(weights));
    }

    /// <summary>The names of bert (families/others.md) for a trained model of three layers in half precision.</summary>
    [Fact]
    public void TheNamesOfBertUseEveryTensor()
    {
        Assert.SkipUnless(SharedFiles.Root is not null, SharedFiles.Reason);
        using WeightSource source = WeightSource.Open(Path.Combine(SharedFiles.Root, "models", "sentences"));
        (string Name, long[] Shape)[] layer =
        [
            ("attention.self.query.weight", [128, 128]), ("attention.self.query.bias", [128]), ("attention.self.key.weight", [128, 128]), ("attention.self.key.bias", [128]),
            ("attention.self.value.weight", [128, 128]), ("attention.self.value.bias", [128]), ("attention.output.dense.weight", [128, 128]),
            ("attention.output.dense.bias", [128]), ("attention.output.LayerNorm.(weight|gamma)", [128]), ("attention.output.LayerNorm.(bias|beta)", [128]),
            ("intermediate.dense.weight", [512, 128]), ("intermediate.dense.bias", [512]), ("output.dense.weight", [128, 512]), ("output.dense.bias", [128]),
            ("output.LayerNorm.(weight|gamma)", [128]), ("output.LayerNorm.(bias|beta)", [128]),
        ];
        WeightRequest[] requests =
        [
            new("tokens.weight", "\"(bert.|)embeddings.word_embeddings.weight\"", [8_000, 128]),
            new("positions.weight", "\"(bert.|)embeddings.position_embeddings.weight\"", [128, 128]),
            new("segments.weight", "\"(bert.|)embeddings.token_type_embeddings.weight\"", [2, 128]),
            new("norm.gain", "\"(bert.|)embeddings.LayerNorm.(weight|gamma)\"", [128]),
            new("norm.bias", "\"(bert.|)embeddings.LayerNorm.(bias|beta)\"", [128]),
            .. from number in Enumerable.Range(0, 3)
               from tensor in layer
               select new WeightRequest("layers.{layer}", $"\"(bert.|)encoder.layer.{{layer}}.{tensor.Name}\"", tensor.Shape).At(layer: number),
        ];

        IReadOnlyList<BoundWeight> weights = WeightBinding.Bind(source, requests);

        Assert.DoesNotContain(source.Unused(weights), name => !name.Contains("pooler", StringComparison.Ordinal) && !name.Contains("position_ids", StringComparison.Ordinal));
        float[] gain = new float[128];
        weights[3].Read([0], [128], gain);
        Assert.All(gain, element => Assert.InRange(element, 0.01f, 10f));
    }
}
