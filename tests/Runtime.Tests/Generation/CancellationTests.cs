using System.Text;

namespace Etch.Runtime.Tests.Generation;

public sealed class CancellationTests
{
    private const int Generated = 8;
    private static readonly GenerationOptions Greedy = new() { Sampler = new() { Temperature = 0 }, MaxTokens = Generated };

    // In each step the token is cancelled while the model computes; call 0 and 1 are the two pieces of the prompt.
    [Fact]
    public async Task ACallThatIsCancelledAnywhereLeavesTheSessionAsItWas()
    {
        for (int call = 0; call <= Generated; call++)
        {
            (TextGenerator generator, FakeLanguageModel session) = Make();
            _ = generator.Ask("abc", Greedy with { MaxTokens = 2 }).ToArray();
            int[] before = [.. session.Read];

            using CancellationTokenSource source = new();
            int calls = 0;
            session.BeforeForward = () => CancelAt(call, calls++, source);
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Consume(generator, new string('x', 300), source.Token));
            Assert.Equal(before, session.Read);
            Assert.Equal(FinishReason.Cancelled, generator.LastResult!.FinishReason);
            Assert.Equal(Math.Max(call - 1, 0), generator.LastResult.GeneratedTokens);

            session.BeforeForward = null;
            _ = generator.Ask("d", Greedy with { MaxTokens = 1 }).ToArray();
            Assert.Equal([.. before, 'd', 'd'], session.Read);
        }
    }

    [Fact]
    public async Task ATokenThatIsAlreadyCancelledReadsNothing()
    {
        (TextGenerator generator, FakeLanguageModel session) = Make();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Consume(generator, "abc", new CancellationToken(canceled: true)));
        Assert.Empty(session.Calls);
    }

    [Fact]
    public void LeavingTheLoopIsACancellation()
    {
        (TextGenerator generator, FakeLanguageModel session) = Make();
        foreach (GeneratedToken _ in generator.Ask("abc", Greedy).Take(3))
        {
        }

        Assert.Equal(0, session.Position);
        Assert.Equal((FinishReason.Cancelled, 3), (generator.LastResult!.FinishReason, generator.LastResult.GeneratedTokens));
    }

    [Fact]
    public void LeavingTheLoopAtTheLastTokenIsNone()
    {
        (TextGenerator generator, FakeLanguageModel session) = Make();
        foreach (GeneratedToken token in generator.Ask("abc", Greedy))
        {
            if (token.Finish is not null)
            {
                break;
            }
        }

        Assert.Equal(3 + Generated - 1, session.Position);
        Assert.Equal(FinishReason.Length, generator.LastResult!.FinishReason);
    }

    [Fact]
    public void AnExceptionOfTheModelLeavesTheSessionAsItWas()
    {
        (TextGenerator generator, FakeLanguageModel session) = Make();
        int calls = 0;
        session.BeforeForward = () => _ = calls++ == 3 ? throw new IOException() : 0;
        Assert.Throws<IOException>(() => generator.Ask("abc", Greedy).ToArray());
        Assert.Equal(0, session.Position);
    }

    [Fact]
    public void ASecondCallBesideTheFirstIsRefused()
    {
        (TextGenerator generator, _) = Make();
        using (IEnumerator<GeneratedToken> first = generator.Ask("abc", Greedy).GetEnumerator())
        {
            Assert.True(first.MoveNext());
            Assert.Throws<InvalidOperationException>(() => generator.Ask("abc", Greedy).ToArray());
            Assert.Throws<InvalidOperationException>(generator.Reset);
            Assert.True(first.MoveNext());
        }

        Assert.Equal(Generated, generator.Ask("abc", Greedy).Count());
    }

    private static void CancelAt(int wanted, int call, CancellationTokenSource source)
    {
        if (call == wanted)
        {
            source.Cancel();
        }
    }

    private static async Task Consume(TextGenerator generator, string prompt, CancellationToken cancellation)
    {
        await foreach (string _ in generator.GenerateAsync(prompt, Greedy, cancellation))
        {
        }
    }

    private static (TextGenerator Generator, FakeLanguageModel Session) Make()
    {
        FakeLanguageModel session = new(Encoding.UTF8.GetBytes(new string('d', 500)), context: 500);
        return (new TextGenerator(session, new ByteCodec()), session);
    }
}
