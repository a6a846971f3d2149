using Etch.Generator.Tests.Support;
using Microsoft.CodeAnalysis;

namespace Etch.Generator.Tests.Budget;

/// <summary>
/// The law of the JIT: a method past 60,000 IL bytes, 20,000 instructions or 2,000 locals silently loses every optimisation. Kernels stay far
/// below, at the sizes that people run. Only the first 512 locals are tracked, and one that is not lives in memory.
/// </summary>
public class BudgetTests(ITestOutputHelper output)
{
    private const int MostBytes = 8 * 1024;
    private const int MostInstructions = 20_000;
    private const int MostLocals = 512;
    private const int MostCharacters = 160;

    public static TheoryData<string, string> Models => new()
    {
        {
            "GPT-2 small",
            """{ "model_type": "gpt2", "vocab_size": 50257, "n_positions": 1024, "n_embd": 768, "n_layer": 12, "n_head": 12 }"""
        },
        {
            "MiniLM",
            """{ "model_type": "bert", "vocab_size": 30522, "hidden_size": 384, "num_hidden_layers": 6, "num_attention_heads": 12, "intermediate_size": 1536, "max_position_embeddings": 512 }"""
        },
        {
            "Llama 3.2 1B",
            """
            { "model_type": "llama", "vocab_size": 128256, "max_position_embeddings": 131072, "hidden_size": 2048, "intermediate_size": 8192, "num_hidden_layers": 16, "num_attention_heads": 32,
              "num_key_value_heads": 8, "head_dim": 64, "tie_word_embeddings": true, "rope_theta": 500000.0, "rms_norm_eps": 1e-05,
              "rope_scaling": { "rope_type": "llama3", "factor": 32.0, "low_freq_factor": 1.0, "high_freq_factor": 4.0, "original_max_position_embeddings": 8192 } }
            """
        },
    };

    [Theory]
    [MemberData(nameof(Models))]
    public void EveryMethodIsWithinTheLawOfTheJit(string name, string config)
    {
        GeneratedProject made = TestProject.WithConfig(config).Generate();
        using MemoryStream image = new();
        Assert.True(made.Compilation.Emit(image, cancellationToken: TestContext.Current.CancellationToken).Success, string.Join("\n", made.Errors.Take(5)));
        image.Position = 0;
        IReadOnlyList<MethodBody> methods = MethodBody.Read(image);
        foreach (MethodBody method in methods.OrderByDescending(method => method.Bytes).Take(12))
        {
            output.WriteLine($"{name}: {method.Name} has {method.Bytes} bytes, {method.Instructions} instructions, {method.Locals} locals");
        }

        foreach ((string file, string text) in made.Files)
        {
            output.WriteLine($"{name}: {file} has {text.Count(character => character == '\n')} lines");
        }

        output.WriteLine($"{name}: {made.Files.Sum(file => file.Text.Count(character => character == '\n'))} lines in all");
        IEnumerable<string> over = methods.Where(method => IsKernel(method.Name) && (method.Bytes > MostBytes || method.Instructions > MostInstructions || method.Locals > MostLocals)).Select(method => method.ToString());
        Assert.True(!over.Any(), string.Join("\n", over));
    }

    [Theory]
    [MemberData(nameof(Models))]
    public void NoLineIsLongerThanAScreen(string name, string config)
    {
        foreach ((string file, string text) in TestProject.WithConfig(config).Generate().Files)
        {
            string[] longer = [.. text.Split('\n').Where(line => line.Length > MostCharacters)];
            Assert.True(longer.Length == 0, $"{name}, {file}: {longer.Length} lines are longer than {MostCharacters} characters, first\n{longer.FirstOrDefault()}");
        }
    }

    private static bool IsKernel(string name) => name.Contains("Kernels.", StringComparison.Ordinal);
}
