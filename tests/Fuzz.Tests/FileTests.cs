using System.Globalization;

namespace Etch.Fuzz.Tests;

/// <summary>What others wrote gives a result or one clear exception.</summary>
public sealed class FileTests
{
    /// <summary>The same mutants each time, so that a red run is red again; ETCH_FUZZ_SEED makes others.</summary>
    [Fact]
    public void TwoThousandMutantsGiveAResultOrOneClearException()
    {
        int seed = int.Parse(Environment.GetEnvironmentVariable("ETCH_FUZZ_SEED") ?? "20", CultureInfo.InvariantCulture);
        StringWriter log = new();
        FuzzRun run = new(seed, log);
        run.Run(0, 2000);
        TestContext.Current.TestOutputHelper?.WriteLine(log.ToString());
        Assert.True(run.Findings.Count == 0, log.ToString());
        Assert.Equal(6, run.Counts.Count);
        // If nothing were refused, or nothing accepted, the mutants would say nothing about the checks, or about what stands behind them.
        Assert.All(["safetensors", "index", "model", "tokenizer"], name => Assert.True(run.Counts[name] is { Taken: > 0, Refused: > 0 }, log.ToString()));
    }

    /// <summary>The run notices what it is there to notice.</summary>
    [Fact]
    public void AMutantFollowsFromSeedAndNumber()
    {
        Files.TokenizerTarget target = new();
        Assert.Equal(target.Mutant(new Random(5)), target.Mutant(new Random(5)));
        Assert.NotEqual(target.Mutant(new Random(5)), target.Mutant(new Random(6)));
        Assert.All(target.Seeds, target.Read);
        Assert.All(new Files.ConfigTarget().Seeds, new Files.ConfigTarget().Read);
        Assert.All(new Files.SafetensorsTarget().Seeds, new Files.SafetensorsTarget().Read);
        Assert.All(new Files.ShardIndexTarget().Seeds, new Files.ShardIndexTarget().Read);
        Assert.All(new Files.ModelTarget().Seeds, new Files.ModelTarget().Read);
    }
}
