using System.Buffers.Binary;
using System.Text.Json;

namespace Etch.Package.Tests;

/// <summary>A folder as it is downloaded: config.json and model.safetensors of a GPT-2 with small random weights.</summary>
internal static class RandomModel
{
    private const int Heads = 4;

    public static void Write(string folder, int width, int context, int vocabulary, int hidden, int layers)
    {
        Directory.CreateDirectory(folder);
        File.WriteAllText(Path.Combine(folder, "config.json"), $$"""
            { "model_type": "gpt2", "architectures": ["GPT2LMHeadModel"], "activation_function": "gelu_new", "vocab_size": {{vocabulary}}, "n_positions": {{context}},
              "n_embd": {{width}}, "n_inner": {{hidden}}, "n_layer": {{layers}}, "n_head": {{Heads}}, "layer_norm_epsilon": 1e-05, "tie_word_embeddings": true }
            """);
        List<(string Name, int[] Shape)> tensors = [("transformer.wte.weight", [vocabulary, width]), ("transformer.wpe.weight", [context, width])];
        for (int layer = 0; layer < layers; layer++)
        {
            string name = $"transformer.h.{layer}.";
            tensors.AddRange([(name + "ln_1.weight", [width]), (name + "ln_1.bias", [width]), (name + "ln_2.weight", [width]), (name + "ln_2.bias", [width]),
                (name + "attn.c_attn.weight", [width, 3 * width]), (name + "attn.c_attn.bias", [3 * width]), (name + "attn.c_proj.weight", [width, width]),
                (name + "attn.c_proj.bias", [width]), (name + "mlp.c_fc.weight", [width, hidden]), (name + "mlp.c_fc.bias", [hidden]),
                (name + "mlp.c_proj.weight", [hidden, width]), (name + "mlp.c_proj.bias", [width])]);
        }

        tensors.AddRange([("transformer.ln_f.weight", [width]), ("transformer.ln_f.bias", [width])]);
        Save(Path.Combine(folder, "model.safetensors"), tensors);
    }

    /// <summary>safetensors: the header's length, the header, the numbers.</summary>
    private static void Save(string path, List<(string Name, int[] Shape)> tensors)
    {
        Dictionary<string, object> header = [];
        int offset = 0;
        foreach ((string name, int[] shape) in tensors)
        {
            int bytes = shape.Aggregate(sizeof(float), (product, dimension) => product * dimension);
            header.Add(name, new { dtype = "F32", shape, data_offsets = new[] { offset, offset + bytes } });
            offset += bytes;
        }

        byte[] json = JsonSerializer.SerializeToUtf8Bytes(header), length = new byte[sizeof(long)], numbers = new byte[offset];
        BinaryPrimitives.WriteInt64LittleEndian(length, json.Length);
        Random random = new(17);
        for (int at = 0; at < offset; at += sizeof(float))
        {
            BinaryPrimitives.WriteSingleLittleEndian(numbers.AsSpan(at), (random.NextSingle() - 0.5f) / 4);
        }

        File.WriteAllBytes(path, [.. length, .. json, .. numbers]);
    }
}
