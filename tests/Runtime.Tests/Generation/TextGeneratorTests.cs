using System.Text;

namespace Etch.Runtime.Tests.Generation;

public sealed class TextGeneratorTests
{
    private const string Script = "..Grüße, 世界! The end";   // the first two bytes are the prompt's places
    private static readonly GenerationOptions Greedy = new() { Sampler = new() { Temperature = 0 }, StopTokens = [FakeLanguageModel.EndOfText] };

    [Fact]
    public void GivesTheTextOfTheModelWithWholeCharacters()
    {
        (TextGenerator generator, FakeLanguageModel session) = Make();
        GeneratedToken[] tokens = [.. generator.Ask("ab", Greedy)];

        // The prompt's two bytes stand for "..", so the first prediction is the script's byte 1: the second dot.
        Assert.Equal(".Grüße, 世界! The end", Text(tokens));
        Assert.Equal(FinishReason.StopToken, tokens[^1].Finish);
        Assert.Equal(FakeLanguageModel.EndOfText, tokens[^1].Id);
        Assert.All(tokens[..^1], token => Assert.Null(token.Finish));
        Assert.All(tokens, token => Assert.DoesNotContain('\uFFFD', token.Text));
        Assert.Equal(Encoding.UTF8.GetByteCount(Script), tokens.Length);
        Assert.Equal(1 + tokens.Length, session.Position);
    }

    [Fact]
    public async Task AsyncGivesTheSameTextInPiecesThatAreNotEmpty()
    {
        (TextGenerator generator, _) = Make();
        List<string> pieces = [];
        await foreach (string piece in generator.GenerateAsync("ab", Greedy, TestContext.Current.CancellationToken))
        {
            pieces.Add(piece);
        }

        Assert.All(pieces, Assert.NotEmpty);
        Assert.Equal(".Grüße, 世界! The end", string.Concat(pieces));
        Assert.Equal(FinishReason.StopToken, generator.LastResult!.FinishReason);
    }

    [Fact]
    public async Task AsyncDoesNotRunOnTheCallersThread()
    {
        (TextGenerator generator, FakeLanguageModel session) = Make();
        List<bool> onPool = [];
        session.BeforeForward = () => onPool.Add(Thread.CurrentThread.IsThreadPoolThread);
        SingleThread caller = new();
        await caller.Run(async () =>
        {
            await foreach (string _ in generator.GenerateAsync("ab", Greedy, TestContext.Current.CancellationToken))
            {
            }
        });
        Assert.NotEmpty(onPool);
        Assert.All(onPool, Assert.True);
    }

    [Fact]
    public void LengthEndsItAndGivesOutWhatWasHeldBack()
    {
        (TextGenerator generator, _) = Make();
        GeneratedToken[] tokens = [.. generator.Ask("ab", Greedy with { MaxTokens = 6, StopStrings = ["rüf"] })];
        // "rü" could begin the stop string; half of ß is flushed as U+FFFD.
        Assert.Equal([".", "G", "", "", "", "rü\uFFFD"], tokens.Select(token => token.Text));
        Assert.Equal(FinishReason.Length, tokens[^1].Finish);
    }

    [Theory]
    [InlineData(false, ".Grüße, 世界!")]
    [InlineData(true, ".Grüße, 世界! The")]
    public void AStopStringEndsItAcrossTokens(bool include, string expected)
    {
        (TextGenerator generator, _) = Make();
        GeneratedToken[] tokens = [.. generator.Ask("ab", Greedy with { StopStrings = ["x", " The"], IncludeStopString = include })];
        Assert.Equal(expected, Text(tokens));
        Assert.Equal(FinishReason.StopString, tokens[^1].Finish);
        Assert.Equal(" The", generator.LastResult!.StopString);
        Assert.Equal('e', tokens[^1].Id);
    }

    [Fact]
    public void AFullContextEndsItWithTheLastTokenThatFits()
    {
        (TextGenerator generator, FakeLanguageModel session) = Make(context: 4);
        GeneratedToken[] tokens = [.. generator.Ask("ab", Greedy)];
        Assert.Equal([null, null, FinishReason.ContextFull], tokens.Select(token => token.Finish));
        Assert.Equal(4, session.Position);
    }

    [Fact]
    public void APromptThatDoesNotFitIsRefused()
    {
        (TextGenerator generator, FakeLanguageModel session) = Make(context: 4);
        string message = Assert.Throws<ArgumentException>(() => generator.Ask("abcde", Greedy).ToArray()).Message;
        Assert.Contains("5 tokens", message, StringComparison.Ordinal);
        Assert.Contains("context of 4", message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => generator.Ask("", Greedy).ToArray());
        Assert.Equal(0, session.Position);
        Assert.Single(generator.Ask("abcd", Greedy));
    }

    [Fact]
    public void ALongPromptIsReadInPieces()
    {
        (TextGenerator generator, FakeLanguageModel session) = Make(context: 1000);
        _ = generator.Ask(new string('a', 700), Greedy).ToArray();
        Assert.Equal([256, 256, 188], session.Calls);
        Assert.Equal((700, 1), (generator.LastResult!.PromptTokens, generator.LastResult.GeneratedTokens));
    }

    [Fact]
    public void TheNextCallReadsTheLastTokenFirst()
    {
        (TextGenerator generator, FakeLanguageModel session) = Make();
        GeneratedToken[] first = [.. generator.Ask("ab", Greedy with { MaxTokens = 3 })];
        GeneratedToken[] second = [.. generator.Ask("cd", Greedy with { MaxTokens = 2 })];
        int[] said = ['a', 'b', .. first.Select(token => token.Id), 'c', 'd', second[0].Id];
        Assert.Equal(said, session.Read);
        Assert.Equal(3, generator.LastResult!.PromptTokens);
    }

    [Fact]
    public void ASessionThatWasRewoundIsFollowed()
    {
        (TextGenerator generator, FakeLanguageModel session) = Make();
        _ = generator.Ask("ab", Greedy with { MaxTokens = 3 }).ToArray();
        session.Rewind(1);
        _ = generator.Ask("z", Greedy with { MaxTokens = 1 }).ToArray();
        Assert.Equal(['a', 'z'], session.Read);

        generator.Reset();
        Assert.Equal(0, session.Position);
        _ = generator.Ask("q", Greedy with { MaxTokens = 1 }).ToArray();
        Assert.Equal(['q'], session.Read);
    }

    // The script's 'a' has logit 5 and 'z' 4; who was seen has half of it.
    [Theory]
    [InlineData("b", "aza")]
    [InlineData("a", "zaa")]
    [InlineData("z", "aaa")]
    public void ThePenaltySeesPromptAndGeneratedTokens(string prompt, string expected)
    {
        FakeLanguageModel session = new("aaaaaaaa"u8.ToArray()) { RunnerUp = 'z' };
        TextGenerator generator = new(session, new ByteCodec());
        GenerationOptions options = new() { MaxTokens = 3, Sampler = new() { Temperature = 0, RepetitionPenalty = 2 } };
        Assert.Equal(expected, Text([.. generator.Ask(prompt, options)]));
    }

    [Fact]
    public void CountsAndTimesAreTold()
    {
        (TextGenerator generator, FakeLanguageModel session) = Make();
        session.BeforeForward = () => Thread.Sleep(2);
        Assert.Null(generator.LastResult);
        _ = generator.Ask("ab", Greedy with { MaxTokens = 5 }).ToArray();
        GenerationResult result = generator.LastResult!;
        Assert.Equal((2, 5, FinishReason.Length), (result.PromptTokens, result.GeneratedTokens, result.FinishReason));
        Assert.True(result.PrefillTime >= TimeSpan.FromMilliseconds(1));   // one sleep of 2 ms, less the clock's grain
        Assert.True(result.DecodeTime >= TimeSpan.FromMilliseconds(4));    // four of them
    }

    private static (TextGenerator Generator, FakeLanguageModel Session) Make(int context = 64)
    {
        FakeLanguageModel session = new(Encoding.UTF8.GetBytes(Script), context);
        return (new TextGenerator(session, new ByteCodec()), session);
    }

    private static string Text(GeneratedToken[] tokens) => string.Concat(tokens.Select(token => token.Text));
}
