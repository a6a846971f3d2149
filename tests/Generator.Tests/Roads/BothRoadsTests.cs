using System.Text.RegularExpressions;
using Etch.Generator.Tests.Support;

namespace Etch.Generator.Tests.Roads;

/// <summary>A config.json and the brackets that its generated header prints, pasted into a class, give the same code byte by byte.</summary>
public class BothRoadsTests
{
    public static TheoryData<string> Configs =>
    [
        """{ "model_type": "gpt2", "vocab_size": 96, "n_positions": 64, "n_embd": 32, "n_layer": 2, "n_head": 4, "activation_function": "gelu_new", "scale_attn_by_inverse_layer_idx": true }""",
        """{ "model_type": "gpt2", "architectures": ["GPT2ForSequenceClassification"], "vocab_size": 96, "n_positions": 64, "n_embd": 32, "n_layer": 2, "n_head": 4, "num_labels": 5 }""",
        """{ "model_type": "etch-gpt3", "vocab_size": 96, "n_positions": 64, "n_embd": 32, "n_layer": 3, "n_head": 4, "band": 9, "layer_norm_epsilon": 1e-06 }""",
        """
        { "model_type": "llama", "vocab_size": 96, "max_position_embeddings": 64, "hidden_size": 32, "intermediate_size": 48, "num_hidden_layers": 2, "num_attention_heads": 4, "num_key_value_heads": 2,
          "attention_bias": true, "tie_word_embeddings": true, "rope_scaling": { "rope_type": "llama3", "factor": 8.0, "low_freq_factor": 1.0, "high_freq_factor": 4.0, "original_max_position_embeddings": 32 } }
        """,
        """
        { "model_type": "llama", "vocab_size": 96, "max_position_embeddings": 64, "hidden_size": 32, "intermediate_size": 48, "num_hidden_layers": 2, "num_attention_heads": 4,
          "rope_scaling": { "type": "yarn", "factor": 4.0, "original_max_position_embeddings": 16, "beta_fast": 24.0 } }
        """,
        """
        { "model_type": "llama", "vocab_size": 96, "max_position_embeddings": 64, "hidden_size": 32, "intermediate_size": 48, "num_hidden_layers": 2, "num_attention_heads": 4,
          "rope_scaling": { "type": "longrope", "original_max_position_embeddings": 32, "short_factor": [1.0, 1.1, 1.2, 1.3], "long_factor": [1.0, 2.5, 3.25, 4.125] } }
        """,
        """{ "model_type": "mistral", "vocab_size": 96, "max_position_embeddings": 64, "hidden_size": 32, "intermediate_size": 48, "num_hidden_layers": 2, "num_attention_heads": 8, "sliding_window": 12 }""",
        """{ "model_type": "bert", "architectures": ["BertForMaskedLM"], "vocab_size": 96, "hidden_size": 32, "num_hidden_layers": 2, "num_attention_heads": 4, "intermediate_size": 48, "max_position_embeddings": 64 }""",
        """{ "model_type": "bert", "vocab_size": 96, "hidden_size": 32, "num_hidden_layers": 2, "num_attention_heads": 4, "intermediate_size": 48, "max_position_embeddings": 64 }""",
        """{ "model_type": "roberta", "architectures": ["RobertaForTokenClassification"], "vocab_size": 96, "hidden_size": 32, "num_hidden_layers": 2, "num_attention_heads": 4, "intermediate_size": 48, "max_position_embeddings": 66, "type_vocab_size": 1 }""",
        """{ "model_type": "distilbert", "architectures": ["DistilBertForQuestionAnswering"], "vocab_size": 96, "dim": 32, "n_layers": 2, "n_heads": 4, "hidden_dim": 48, "max_position_embeddings": 64 }""",
    ];

    /// <summary>Every golden of a family that Etch reads; the folder names its families itself.</summary>
    public static TheoryData<string> Goldens
    {
        get
        {
            string[] families = ["gpt2", "etch-gpt3", "llama", "mistral", "bert", "roberta", "camembert", "distilbert"];
            string? folder = Repository.Golden(".");
            IEnumerable<string> cases = folder is null ? [] : Directory.EnumerateDirectories(folder).Select(path => Path.GetFileName(path)!)
                .Where(name => families.Any(family => name == family || name.StartsWith(family + "-", StringComparison.Ordinal)))
                .Where(name => !name.StartsWith("bert-relative-key", StringComparison.Ordinal)).Order(StringComparer.Ordinal);
            return [.. cases.DefaultIfEmpty("none")];
        }
    }

    [Theory]
    [MemberData(nameof(Configs))]
    public void TheHeadersBracketsAreTheSameModel(string config)
    {
        GeneratedProject fromFile = TestProject.WithConfig(config).Generate();
        string pasted = Brackets(fromFile["Model.g.cs"]);
        Assert.DoesNotContain("config.json", pasted, StringComparison.Ordinal);
        GeneratedProject fromBrackets = new TestProject($"{pasted}\npublic sealed partial class Model;").Generate();
        Assert.Equal(["Model.AdvSimd.g.cs", "Model.Avx2.g.cs", "Model.Avx512.g.cs", "Model.Portable.g.cs", "Model.g.cs"], fromFile.Files.Select(file => file.Name).Order(StringComparer.Ordinal));
        Assert.Equal(fromFile.Files, fromBrackets.Files);
    }

    [Theory]
    [MemberData(nameof(Goldens))]
    public void TheHeadersBracketsAreTheSameModelForEveryGolden(string name)
    {
        Assert.SkipUnless(Repository.Golden(name) is not null, "The goldens lie in a folder 'shared' beside the checkout, which is not there.");
        TheHeadersBracketsAreTheSameModel(File.ReadAllText(Path.Combine(Repository.Golden(name)!, "config.json")));
    }

    /// <summary>The header's lines that begin with a bracket.</summary>
    private static string Brackets(string file) => string.Join("\n", Regex.Matches(file, @"(?m)^//   (\[.*\])$").Select(match => match.Groups[1].Value));
}
