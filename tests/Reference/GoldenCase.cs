namespace Etch.Reference;

/// <summary>
/// A folder in the goldens' format: runs every input of golden.safetensors through a compiled model and compares every output that
/// the case holds. Knows forms, not cases.
/// </summary>
public sealed class GoldenCase(string folder)
{
    /// <summary>The tolerance of the goldens' README: relative to the largest expected value of a tensor.</summary>
    public const double Tolerance = 1e-4;

    private static readonly string[] s_inputs = ["input_ids", "attention_mask", "token_type_ids", "position_ids"];

    /// <summary>The folder's name.</summary>
    public string Name => Path.GetFileName(Path.TrimEndingDirectorySeparator(folder));

    /// <summary>The generated model of the folder's config.json.</summary>
    public CompiledAssembly Compile(string instructionSets = "") => CompiledAssembly.FromConfig(File.ReadAllText(Path.Combine(folder, "config.json")), instructionSets);

    /// <summary>Runs everything.</summary>
    /// <returns>The largest relative error.</returns>
    /// <exception cref="GoldenException">Something differs, or the case asks for what the model has not.</exception>
    public double Run(CompiledAssembly assembly, string? instructionSet, int threads)
    {
        using IDisposable model = assembly.Load(Path.Combine(folder, "model.safetensors"), instructionSet);
        using GoldenFile golden = GoldenFile.Open(Path.Combine(folder, "golden.safetensors"));
        using GoldenModel runner = GoldenModel.Of(model, threads);
        HashSet<string> seen = [];
        double worst = 0;
        foreach (string run in golden.Names.Select(name => name.Split('/')[0]).Distinct())
        {
            if (golden.Shape($"{run}/input_ids")[1] > runner.Context)
            {
                Console.Error.WriteLine($"{Name}: the run '{run}' was not run; its {golden.Shape($"{run}/input_ids")[1]} tokens are beyond the context of {runner.Context}.");
                seen.UnionWith(golden.Names.Where(name => name.StartsWith(run + "/", StringComparison.Ordinal)));
                continue;
            }

            worst = Math.Max(worst, golden.Has($"{run}/sequences") ? Generate(golden, run, runner, seen) : Compare(golden, run, runner, seen));
        }

        string[] left = [.. golden.Names.Where(name => !seen.Contains(name) && !s_inputs.Contains(name.Split('/')[^1]))];
        return left.Length == 0 ? worst : throw new GoldenException($"no output of the model answers {string.Join(", ", left)}");
    }

    private static double Compare(GoldenFile golden, string run, GoldenModel runner, HashSet<string> seen)
    {
        int[] shape = golden.Shape($"{run}/input_ids"), ids = golden.Integers($"{run}/input_ids");
        int[]? mask = golden.Has($"{run}/attention_mask") ? golden.Integers($"{run}/attention_mask") : null;
        int[]? segments = golden.Has($"{run}/token_type_ids") ? golden.Integers($"{run}/token_type_ids") : null;
        string[] outputs = [.. golden.Names.Where(name => name.StartsWith(run + "/", StringComparison.Ordinal)).Select(name => name[(run.Length + 1)..]).Where(name => !s_inputs.Contains(name))];
        double worst = 0;
        for (int row = 0; row < shape[0]; row++)
        {
            int[] kept = [.. Enumerable.Range(0, shape[1]).Where(position => mask is null || mask[(row * shape[1]) + position] != 0)];
            int[] sequence = [.. kept.Select(position => ids[(row * shape[1]) + position])];
            int[] types = segments is null ? [] : [.. kept.Select(position => segments[(row * shape[1]) + position])];
            IReadOnlyDictionary<string, GoldenTensor> made = runner.Run(sequence, types);
            foreach (string output in outputs)
            {
                if (made.TryGetValue(output, out GoldenTensor? tensor))
                {
                    seen.Add($"{run}/{output}");
                    worst = Math.Max(worst, tensor.Error(golden.Floats($"{run}/{output}"), golden.Shape($"{run}/{output}"), row, kept, $"{run}/{output}"));
                }
            }
        }

        return worst;
    }

    private static double Generate(GoldenFile golden, string run, GoldenModel runner, HashSet<string> seen)
    {
        int[] shape = golden.Shape($"{run}/sequences"), expected = golden.Integers($"{run}/sequences");
        int[] promptShape = golden.Shape($"{run}/input_ids"), prompts = golden.Integers($"{run}/input_ids");
        int[]? mask = golden.Has($"{run}/attention_mask") ? golden.Integers($"{run}/attention_mask") : null;
        for (int row = 0; row < shape[0]; row++)
        {
            int[] prompt = [.. Enumerable.Range(row * promptShape[1], promptShape[1]).Where(index => mask is null || mask[index] != 0).Select(index => prompts[index])];
            int[] wanted = expected[((row * shape[1]) + promptShape[1])..((row + 1) * shape[1])];
            int[] made = runner.Greedy(prompt, wanted.Length);
            if (!made.SequenceEqual(wanted))
            {
                throw new GoldenException($"{run}/sequences: expected {string.Join(" ", wanted)}, found {string.Join(" ", made)}");
            }
        }

        seen.Add($"{run}/sequences");
        return 0;
    }
}

/// <summary>A golden that a model does not reproduce.</summary>
public sealed class GoldenException(string message) : Exception(message);
