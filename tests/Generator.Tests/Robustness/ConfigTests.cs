using System.Text.Json;
using System.Text.Json.Nodes;
using Etch.Generator.Diagnostics;
using Etch.Generator.Families;
using Etch.Generator.Parsing;
using Etch.Generator.Spec;
using Etch.Generator.Tests.Support;

namespace Etch.Generator.Tests.Robustness;

/// <summary>Whatever a config.json holds, it is read whole, or the build says what is wrong with it.</summary>
public class ConfigTests
{
    private const string Gpt2 = """
        { "model_type": "gpt2", "architectures": ["GPT2LMHeadModel"], "vocab_size": 131, "n_positions": 64, "n_embd": 40, "n_layer": 3, "n_head": 4, "n_inner": 52, "activation_function": "gelu_new",
          "layer_norm_epsilon": 1e-05, "scale_attn_weights": true, "scale_attn_by_inverse_layer_idx": false, "tie_word_embeddings": true }
        """;

    private const string Gpt3 = """
        { "model_type": "etch-gpt3", "vocab_size": 131, "n_embd": 40, "n_layer": 3, "n_head": 4, "n_inner": 52, "n_positions": 64, "layer_norm_epsilon": 1e-05, "band": 8 }
        """;

    private const string Llama = """
        { "model_type": "llama", "architectures": ["LlamaForCausalLM"], "vocab_size": 131, "max_position_embeddings": 64, "hidden_size": 40, "intermediate_size": 52, "num_hidden_layers": 3,
          "num_attention_heads": 4, "num_key_value_heads": 2, "hidden_act": "silu", "rms_norm_eps": 1e-06, "rope_theta": 10000.0, "rope_scaling": { "rope_type": "linear", "factor": 2.0 },
          "attention_bias": false, "mlp_bias": false, "head_dim": 10, "tie_word_embeddings": false }
        """;

    private const string Mistral = """
        { "model_type": "mistral", "architectures": ["MistralForCausalLM"], "vocab_size": 131, "max_position_embeddings": 64, "hidden_size": 40, "intermediate_size": 52, "num_hidden_layers": 3,
          "num_attention_heads": 4, "sliding_window": 5, "head_dim": 10, "num_key_value_heads": 2, "hidden_act": "silu", "rms_norm_eps": 1e-06, "rope_theta": 10000.0, "tie_word_embeddings": false }
        """;

    private const string Bert = """
        { "model_type": "bert", "architectures": ["BertForSequenceClassification"], "id2label": { "0": "no", "1": "yes" }, "vocab_size": 131, "hidden_size": 40, "num_hidden_layers": 3,
          "num_attention_heads": 4, "hidden_act": "gelu", "intermediate_size": 52, "max_position_embeddings": 64, "type_vocab_size": 2, "layer_norm_eps": 1e-12, "position_embedding_type": "absolute" }
        """;

    private const string Roberta = """
        { "model_type": "roberta", "architectures": ["RobertaModel"], "pad_token_id": 1, "vocab_size": 131, "hidden_size": 40, "num_hidden_layers": 3, "num_attention_heads": 4,
          "hidden_act": "gelu", "intermediate_size": 52, "max_position_embeddings": 64, "type_vocab_size": 1, "layer_norm_eps": 1e-12, "position_embedding_type": "absolute" }
        """;

    private const string DistilBert = """
        { "model_type": "distilbert", "architectures": ["DistilBertModel"], "vocab_size": 131, "max_position_embeddings": 64, "n_layers": 3, "n_heads": 4, "dim": 40, "hidden_dim": 52, "activation": "gelu" }
        """;

    private static readonly string[] s_all = [Gpt2, Gpt3, Llama, Mistral, Bert, Roberta, DistilBert];

    public static TheoryData<string> Configs => [.. s_all];

    public static TheoryData<string> Texts =>
    [
        "", " ", "nonsense", "null", "1", "\"text\"", "[]", "true", "{", "{}}", "{\"a\"}", "{\"a\":}", "{\"a\":1,}", "{\"a\":1 \"b\":2}", "{'a':1}", "{\"a\":01x}", "{\"a\":\"\\q\"}", "{\"a\":\"\\u12\"}",
        "{\"a\":\"line\nbreak\"}", "{\"a\":tru}", "{\"a\":1e999}", "{\"a\":--1}", "{\"a\":NaN}", "// comment\n{}", "{\"model_type\":\"gpt2\",\"model_type\":\"gpt2\"}", "\uFEFF{",
        new string('[', 100_000), new string('{', 100_000), string.Concat(Enumerable.Repeat("{\"a\":", 100_000)), "{\"a\":" + new string('[', 100_000) + new string(']', 100_000) + "}",
        "{\"a\":\"" + new string('x', 2 << 20) + "\"}", new string(' ', 2 << 20),
    ];

    [Theory]
    [MemberData(nameof(Texts))]
    public void WhatIsNoConfigurationIsADiagnostic(string text)
    {
        Assert.Equal([Rules.NotJson], TestProject.WithConfig(text).Analyze().Select(diagnostic => diagnostic.Id));
        TestProject.WithConfig(text).Generate();
    }

    [Theory]
    [MemberData(nameof(Configs))]
    public void TheExamplesAreRead(string config) => Assert.NotNull(Read(config, out List<Finding> findings) is { } spec && findings.Count == 0 ? spec : null);

    [Theory]
    [MemberData(nameof(Configs))]
    public void EveryPrefixIsADiagnostic(string config)
    {
        string text = config.Trim();
        for (int length = 0; length < text.Length; length++)
        {
            Read(text[..length], out List<Finding> findings);
            Assert.Contains(findings, finding => finding.Id == Rules.NotJson);
        }
    }

    /// <summary>All these fields change numbers, so none may be read as what it is not.</summary>
    [Theory]
    [MemberData(nameof(Configs))]
    public void AFieldOfTheWrongTypeIsADiagnostic(string config)
    {
        JsonObject fields = JsonNode.Parse(config)!.AsObject();
        foreach ((string name, JsonNode? value) in fields.ToList())
        {
            JsonNode?[] wrong = [JsonNode.Parse("{\"a\":[]}"), JsonNode.Parse("[{}]"), value!.GetValueKind() is JsonValueKind.String ? 5 : "five", value.GetValueKind() is JsonValueKind.True or JsonValueKind.False ? 1 : true];
            foreach (JsonNode? other in wrong.Where(other => !(value is JsonObject && other is JsonObject)))
            {
                List<Finding> findings = With(fields, name, other);
                Assert.True(findings.Any(finding => finding.Message.Contains(name, StringComparison.Ordinal)), $"{name} = {other} was read as {value}: {string.Join("; ", findings)}");
            }
        }
    }

    [Theory]
    [MemberData(nameof(Configs))]
    public void AWildNumberIsADiagnosticOrAModel(string config)
    {
        JsonObject fields = JsonNode.Parse(config)!.AsObject();
        foreach (string name in fields.Where(field => field.Value!.GetValueKind() == JsonValueKind.Number).Select(field => field.Key))
        {
            foreach (double number in new[] { 0, -1, 1, 3, 0.5, 1e-300, 65537, 2147483647, -2147483648, 4294967296, 1e30, 1e300 })
            {
                Assert.All(With(fields, name, number), finding => Assert.NotEqual(Rules.Internal, finding.Id));
            }
        }
    }

    [Theory]
    [MemberData(nameof(Configs))]
    public void AnUnknownFieldIsRefusedByName(string config)
    {
        List<Finding> findings = With(JsonNode.Parse(config)!.AsObject(), "surprise_factor", 2);
        Finding refused = Assert.Single(findings);
        Assert.Equal(Rules.UnsupportedField, refused.Id);
        Assert.Contains("'surprise_factor'", refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(Gpt2, "n_embd")]
    [InlineData(Gpt2, "n_layer")]
    [InlineData(Gpt2, "n_head")]
    [InlineData(Gpt2, "vocab_size")]
    [InlineData(Gpt3, "band")]
    [InlineData(Llama, "hidden_size")]
    [InlineData(Llama, "intermediate_size")]
    [InlineData(Llama, "num_attention_heads")]
    [InlineData(Mistral, "num_hidden_layers")]
    public void AMissingSizeIsADiagnostic(string config, string name)
    {
        JsonObject fields = JsonNode.Parse(config)!.AsObject();
        fields.Remove(name);
        Read(fields.ToJsonString(), out List<Finding> findings);
        Assert.Contains(findings, finding => finding.Id == Rules.MissingField && finding.Message.Contains($"'{name}'", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("is_decoder", "true")]
    [InlineData("add_cross_attention", "true")]
    [InlineData("quantization_config", "{\"bits\":4}")]
    [InlineData("pruned_heads", "{\"1\":[0]}")]
    [InlineData("pruned_heads", "[1]")]
    [InlineData("architectures", "[\"SomethingElse\"]")]
    public void WhatChangesTheNumbersIsRefused(string name, string value) => Assert.All(s_all, config =>
    {
        if (name != "architectures" || !config.Contains("etch-gpt3", StringComparison.Ordinal))
        {
            Assert.Contains(With(JsonNode.Parse(config)!.AsObject(), name, JsonNode.Parse(value)), finding => finding.Message.Contains(name, StringComparison.Ordinal));
        }
    });

    [Fact]
    public void TheNearestFamilyIsNamed()
    {
        Read("""{ "model_type": "mistrall" }""", out List<Finding> findings);
        Assert.Contains("'mistral'", Assert.Single(findings).Message, StringComparison.Ordinal);
    }

    private static List<Finding> With(JsonObject fields, string name, JsonNode? value)
    {
        JsonObject changed = fields.DeepClone().AsObject();
        changed[name] = value?.DeepClone();
        Read(changed.ToJsonString(), out List<Finding> findings);
        return findings;
    }

    private static ModelSpec? Read(string config, out List<Finding> findings)
    {
        findings = [];
        return Family.Read(new ClassSpec("Model", "", "public", "Model"), "config.json", config, findings);
    }
}
