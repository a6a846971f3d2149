using System.Diagnostics;
using System.Text.Json;
using System.Text.RegularExpressions;
using Etch.Reference;

namespace Etch.Examples.Tests;

public sealed partial class ShakespeareTests
{
    private static readonly string[] s_sampled = ["--prompt", "JULIET:\nO", "--seed", "11", "--tokens", "80", "--top-k", "40", "--top-p", "0.95"];

    [Fact]
    public void TextGoesToStandardOutputAndAllElseToStandardError()
    {
        ProgramRun run = ProgramRun.Example("Shakespeare", "--prompt", "HAMLET:", "--seed", "1", "--tokens", "20", "--threads", "1");
        Assert.Equal(0, run.ExitCode);
        Assert.StartsWith("HAMLET:", run.Output, StringComparison.Ordinal);
        Assert.EndsWith("\n", run.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("tokens", run.Output, StringComparison.Ordinal);
        Assert.StartsWith($"{Machine.InstructionSets[0]}, 1 thread, seed 1", run.Errors, StringComparison.Ordinal);
        Assert.Matches(@"prefill \d+ tokens, [\d,]+ tokens/s; decode 20 tokens, [\d,]+ tokens/s", run.Errors);
    }

    [Theory]
    [InlineData("0.8")]
    [InlineData("0")]
    public void ASeedGivesTheSameTextOnEveryInstructionSetAndAnyNumberOfThreads(string temperature)
    {
        Dictionary<string, string> texts = [];
        foreach (string instructionSet in Machine.InstructionSets)
        {
            foreach (string threads in (string[])["1", "2"])
            {
                ProcessStartInfo start = ProgramRun.ExampleStart("Shakespeare", [.. s_sampled, "--temperature", temperature, "--threads", threads]);
                start.Environment["ETCH_ISA"] = instructionSet;
                ProgramRun run = ProgramRun.Of(start);
                Assert.StartsWith(instructionSet, run.Errors, StringComparison.Ordinal);
                texts.Add($"{instructionSet} {threads}", run.Output);
            }
        }

        string first = texts.Values.First();
        Assert.True(first.Length > 100, "80 tokens are more than 100 characters");
        Assert.All(texts.Values, text => Assert.Equal(first, text));
    }

    [Fact]
    public void AnotherSeedGivesAnotherText() => Assert.NotEqual(
        ProgramRun.Example("Shakespeare", "--seed", "1", "--tokens", "60").Output, ProgramRun.Example("Shakespeare", "--seed", "2", "--tokens", "60").Output);

    [Fact]
    public void TheSeedThatItSaysRepeatsTheText()
    {
        ProgramRun first = ProgramRun.Example("Shakespeare", "--tokens", "60");
        string seed = SaidSeed().Match(first.Errors).Groups[1].Value;
        Assert.Equal(first.Output, ProgramRun.Example("Shakespeare", "--tokens", "60", "--seed", seed).Output);
    }

    [Fact]
    public void TheLikeliestAloneIsGreedy() => Assert.Equal(
        ProgramRun.Example("Shakespeare", "--temperature", "0", "--tokens", "40").Output, ProgramRun.Example("Shakespeare", "--top-k", "1", "--tokens", "40").Output);

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public void GreedyTextIsTheReferences(int number)
    {
        using JsonDocument golden = JsonDocument.Parse(File.ReadAllBytes(Repository.Shared("models", "shakespeare", "golden.json")));
        JsonElement prompt = golden.RootElement.GetProperty("prompts")[number];
        string text = prompt.GetProperty("greedy_text").GetString()!;
        ProgramRun run = ProgramRun.Example("Shakespeare", "--prompt", prompt.GetProperty("prompt").GetString()!, "--temperature", "0", "--tokens", "64");
        Assert.Equal(text.EndsWith('\n') ? text : text + Environment.NewLine, run.Output);
    }

    [Fact]
    public void ATextEndsWhereTheContextEnds()
    {
        ProgramRun run = ProgramRun.Example("Shakespeare", "--tokens", "100000");
        Assert.Equal(0, run.ExitCode);
        Assert.Contains("the model's context is full", run.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public void HelpNamesEveryOption()
    {
        ProgramRun run = ProgramRun.Example("Shakespeare", "--help");
        Assert.Equal(0, run.ExitCode);
        Assert.All(
            (string[])["--prompt", "--tokens", "--seed", "--temperature", "--top-k", "--top-p", "--threads"],
            option => Assert.Contains(option, run.Output, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("no option '--verbose'", "--verbose", "yes")]
    [InlineData("--prompt needs", "--prompt")]
    [InlineData("--tokens needs a number from 1 on, not '0'", "--tokens", "0")]
    [InlineData("--tokens needs a number from 1 on, not '1.5'", "--tokens", "1.5")]
    [InlineData("--seed needs a number from 0 on, not '-1'", "--seed", "-1")]
    [InlineData("--temperature needs", "--temperature", "NaN")]
    [InlineData("--temperature needs", "--temperature", "1e99")]
    [InlineData("--top-k needs", "--top-k", "many")]
    [InlineData("--top-p needs a number from 0 to 1, not '0,9'", "--top-p", "0,9")]
    [InlineData("--threads needs", "--threads", "")]
    public void AWrongCommandLineIsToldInOneSentence(string reason, params string[] arguments) =>
        ProgramRun.Example("Shakespeare", arguments).AssertRefused(2, reason);

    [Fact]
    public void APromptThatDoesNotFitIsTold() =>
        ProgramRun.Example("Shakespeare", "--prompt", string.Concat(Enumerable.Repeat("Romeo ", 300))).AssertRefused(2, "the model reads at most 256");

    [Fact]
    public void AnInstructionSetThatIsNotThereIsTold()
    {
        ProcessStartInfo start = ProgramRun.ExampleStart("Shakespeare");
        start.Environment["ETCH_ISA"] = "Vax";
        ProgramRun.Of(start).AssertRefused(1, "'Vax'");
    }

    [GeneratedRegex(@"seed (\d+)")]
    private static partial Regex SaidSeed();
}
