namespace Etch.Runtime.Tests.Generation;

public sealed class SamplerTests
{
    // Probabilities 1/2, 1/4, 1/8, 1/16, 1/16 in an order that is neither rising nor falling.
    private static readonly double[] Probabilities = [0.125, 0.0625, 0.5, 0.0625, 0.25];
    private static readonly float[] Logits = [.. Probabilities.Select(p => (float)Math.Log(p))];

    [Fact]
    public void GreedyTakesTheLargestAndTheLowerOfEquals()
    {
        Sampler sampler = new(new() { Temperature = 0 });
        Assert.Equal(2, sampler.Sample(Logits, []));
        Assert.Equal(1, sampler.Sample([0, 3, 3, 3], []));
        Assert.Equal(3, sampler.Sample([float.NegativeInfinity, float.NegativeInfinity, float.NegativeInfinity, -9], []));
    }

    [Fact]
    public void FrequenciesFollowTheDistribution() => AssertDistribution(new() { Seed = 7 }, Probabilities);

    // Temperature 1/2 squares the probabilities.
    [Fact]
    public void TemperatureSharpens() => AssertDistribution(new() { Seed = 8, Temperature = 0.5f }, [.. Probabilities.Select(p => p * p)]);

    [Fact]
    public void TopKKeepsTheLargest() => AssertDistribution(new() { Seed = 9, TopK = 3 }, [0.125, 0, 0.5, 0, 0.25]);

    // Tokens 1 and 3 are equal; the lower one is the fourth.
    [Fact]
    public void TopKTakesTheLowerOfEquals() => AssertDistribution(new() { Seed = 10, TopK = 4 }, [0.125, 0.0625, 0.5, 0, 0.25]);

    // 1/2 + 1/4 < 0.8 ≤ 1/2 + 1/4 + 1/8.
    [Fact]
    public void TopPKeepsTheFewestThatReachIt() => AssertDistribution(new() { Seed = 11, TopP = 0.8f }, [0.125, 0, 0.5, 0, 0.25]);

    // 15/16 < 0.95 needs all five; 0.93 < 15/16 needs four, of the equals the lower.
    [Fact]
    public void TopPTakesTheLowerOfEquals()
    {
        AssertDistribution(new() { Seed = 12, TopP = 0.95f }, Probabilities);
        AssertDistribution(new() { Seed = 12, TopP = 0.93f }, [0.125, 0.0625, 0.5, 0, 0.25]);
    }

    [Fact]
    public void TopPOfNothingIsGreedy() => AssertDistribution(new() { Seed = 13, TopP = 0 }, [0, 0, 1, 0, 0]);

    // After top-k of 2 the probabilities are 2/3 and 1/3, so 0.6 is reached by the first; without top-k it needs both.
    [Fact]
    public void TopPComesAfterTopK()
    {
        AssertDistribution(new() { Seed = 14, TopK = 2, TopP = 0.6f }, [0, 0, 1, 0, 0]);
        AssertDistribution(new() { Seed = 14, TopP = 0.6f }, [0, 0, 0.5, 0, 0.25]);
    }

    // 0.2 of the largest is 0.1: 1/8 stays, 1/16 goes.
    [Fact]
    public void MinPIsAShareOfTheLargest() => AssertDistribution(new() { Seed = 15, MinP = 0.2f }, [0.125, 0, 0.5, 0, 0.25]);

    // Squared probabilities are 1/4, 1/16, 1/64, …: 0.2 of the largest leaves the first two.
    [Fact]
    public void MinPComesAfterTemperature() => AssertDistribution(new() { Seed = 16, MinP = 0.2f, Temperature = 0.5f }, [0, 0, 4, 0, 1]);

    [Fact]
    public void MinPOfOneKeepsTheEqualsOfTheLargest()
    {
        Sampler sampler = new(new() { Seed = 17, MinP = 1 });
        HashSet<int> seen = [.. Enumerable.Range(0, 200).Select(_ => sampler.Sample([1, 2, 2, 0], []))];
        Assert.Equal([1, 2], seen.Order());
    }

    [Fact]
    public void ForbiddenTokensAreNeverDrawn()
    {
        Sampler sampler = new(new() { Seed = 18, Temperature = 100 });
        float[] logits = [float.NegativeInfinity, 0, float.NegativeInfinity, 0, float.NegativeInfinity];
        Assert.All(Enumerable.Range(0, 1000), _ => Assert.Contains(sampler.Sample(logits, []), new[] { 1, 3 }));
    }

    // Logits 4, 3, −1, −1.5 and penalty 2: 4 → 2 loses to 3; −1 → −2 loses to −1.5. Twice in the history is once.
    [Fact]
    public void PenaltyDividesPositiveAndMultipliesNegativeLogitsOnce()
    {
        Sampler sampler = new(new() { Temperature = 0, RepetitionPenalty = 2 });
        Assert.Equal(0, sampler.Sample([4, 3], []));
        Assert.Equal(1, sampler.Sample([4, 3], [0]));
        Assert.Equal(1, sampler.Sample([-1, -1.5f], [0, 0]));
        Assert.Equal(0, sampler.Sample([4, 1.5f], [0, 0, 0]));
    }

    [Fact]
    public void PenaltyLooksAtTheWindowOnly()
    {
        float[] logits = [4, 3, 1];
        Assert.Equal(1, new Sampler(new() { Temperature = 0, RepetitionPenalty = 2, RepetitionWindow = 3 }).Sample(logits, [0, 2, 2]));
        Assert.Equal(0, new Sampler(new() { Temperature = 0, RepetitionPenalty = 2, RepetitionWindow = 2 }).Sample(logits, [0, 2, 2]));
        Assert.Equal(1, new Sampler(new() { Temperature = 0, RepetitionPenalty = 2, RepetitionWindow = 9 }).Sample(logits, [0, 2, 2]));
    }

    [Fact]
    public void SameSeedGivesTheSameTokensAndRestartRepeatsThem()
    {
        float[] logits = [.. Enumerable.Range(0, 1000).Select(i => (float)(Math.Sqrt(i) % 3))];
        SamplerOptions options = new() { Seed = 19, TopK = 100, TopP = 0.9f, MinP = 0.05f };
        Sampler first = new(options), second = new(options);
        int[] tokens = Tokens(first, logits);
        Assert.Equal(tokens, Tokens(second, logits));
        Assert.NotEqual(tokens, Tokens(second, logits));
        second.Restart();
        Assert.Equal(tokens, Tokens(second, logits));
        Assert.NotEqual(tokens, Tokens(new(options with { Seed = 20 }), logits));
    }

    [Fact]
    public void BrokenLogitsAreRefused()
    {
        Sampler sampler = new(new() { Temperature = 0 });
        Assert.Contains("token 2 is NaN", Assert.Throws<ArgumentException>(() => sampler.Sample([0, 1, float.NaN], [])).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => sampler.Sample([0, float.PositiveInfinity], []));
        Assert.Throws<ArgumentException>(() => sampler.Sample([float.NegativeInfinity, float.NegativeInfinity], []));
        Assert.Throws<ArgumentException>(() => sampler.Sample([], []));
        Assert.Throws<ArgumentException>(() => new Sampler(new() { RepetitionPenalty = 2 }).Sample([0, 1], [2]));
        Assert.Throws<ArgumentException>(() => new Sampler(new() { RepetitionPenalty = 2 }).Sample([0, 1], [-1]));
    }

    [Fact]
    public void OptionsOutOfRangeAreRefused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new SamplerOptions { Temperature = -1 });
        Assert.Throws<ArgumentOutOfRangeException>(() => new SamplerOptions { Temperature = float.NaN });
        Assert.Throws<ArgumentOutOfRangeException>(() => new SamplerOptions { TopK = -1 });
        Assert.Throws<ArgumentOutOfRangeException>(() => new SamplerOptions { TopP = 1.5f });
        Assert.Throws<ArgumentOutOfRangeException>(() => new SamplerOptions { MinP = float.NaN });
        Assert.Throws<ArgumentOutOfRangeException>(() => new SamplerOptions { RepetitionPenalty = 0 });
        Assert.Throws<ArgumentOutOfRangeException>(() => new SamplerOptions { RepetitionWindow = -1 });
    }

    [Theory]
    [InlineData(0, 0, 1f)]
    [InlineData(1, 0, 1f)]
    [InlineData(1, 40, 1f)]
    [InlineData(1, 0, 0.9f)]
    public void NoTokenAllocates(float temperature, int topK, float topP)
    {
        float[] logits = [.. Enumerable.Range(0, 5000).Select(i => i * 7919 % 5000 * 0.002f)];
        int[] history = [1, 2, 3];
        Sampler sampler = new(new() { Temperature = temperature, TopK = topK, TopP = topP, MinP = 0.01f, RepetitionPenalty = 1.1f });
        sampler.Sample(logits, history);
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 20; i++)
        {
            sampler.Sample(logits, history);
        }

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    private static int[] Tokens(Sampler sampler, float[] logits) => [.. Enumerable.Range(0, 50).Select(_ => sampler.Sample(logits, []))];

    /// <summary>Pearson's chi-square over 40,000 draws. 25.0 is passed by chance once in 20,000 at 4 degrees of freedom, more rarely at fewer; the seeds are fixed.</summary>
    private static void AssertDistribution(SamplerOptions options, double[] shares)
    {
        const int Draws = 40_000;
        Sampler sampler = new(options);
        int[] counts = new int[shares.Length];
        for (int i = 0; i < Draws; i++)
        {
            counts[sampler.Sample(Logits, [])]++;
        }

        double chiSquare = 0;
        for (int i = 0; i < shares.Length; i++)
        {
            double expected = Draws * shares[i] / shares.Sum();
            Assert.True(expected > 0 || counts[i] == 0, $"Token {i} was filtered, but drawn {counts[i]} times.");
            chiSquare += expected > 0 ? (counts[i] - expected) * (counts[i] - expected) / expected : 0;
        }

        Assert.True(chiSquare < 25, $"chi-square {chiSquare}: {string.Join(' ', counts)}");
    }
}
