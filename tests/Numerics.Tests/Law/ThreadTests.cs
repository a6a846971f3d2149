using Etch.Execution;
using Etch.Numerics.Tests.Support;
using Etch.Reference;

namespace Etch.Numerics.Tests.Law;

/// <summary>Tests of the one team of threads and of allocation: each alone in the process, since a busy team lends nobody a thread.</summary>
[CollectionDefinition(nameof(Alone), DisableParallelization = true)]
public sealed class Alone;

/// <summary>Threads split outputs and never a sum.</summary>
[Collection(nameof(Alone))]
public sealed class ThreadTests
{
    public static TheoryData<string> All => [.. Catalogue.All];

    [Theory]
    [MemberData(nameof(All))]
    public void ThreadsChangeNoBit(string name)
    {
        TestModel model = Catalogue.Of(name);
        foreach (string set in Machine.InstructionSets)
        {
            using Subject alone = model.Open(set, threads: 1), team = model.Open(set, threads: 0);
            foreach (int length in model.Lengths)
            {
                Bits.Equal(alone.Run(model.Sentence(length)), team.Run(model.Sentence(length)), $"{name}, {set}, {length} tokens");
            }
        }
    }

    /// <summary>The comparison above says something only where several threads do run.</summary>
    [Fact]
    public void TheTeamDoesRun()
    {
        Assert.SkipUnless(WorkTeam.Shared.Threads > 1, "This machine has one core.");
        TestModel model = Catalogue.Of("LlamaShape");
        using CausalSubject alone = (CausalSubject)model.Open(threads: 1), team = (CausalSubject)model.Open(threads: 0);
        Counter counter = new();
        WorkTeam.Profiler = counter;
        try
        {
            alone.Run(model.Sentence(33));
            Assert.Equal(1, counter.Most);
            team.Run(model.Sentence(33));
            Assert.True(counter.Most > 1);
        }
        finally
        {
            WorkTeam.Profiler = null;
        }
    }

    /// <summary>Sessions of one model on several threads at once do not see each other.</summary>
    [Fact]
    public void SessionsOfOneModelAreIndependent()
    {
        TestModel model = Catalogue.Of("Gpt2Shape");
        using IDisposable loaded = model.Load();
        using Subject first = model.Open();
        float[][] expected = [.. Enumerable.Range(0, 4).Select(seed => first.Run(model.Sentence(200, seed)))];
        Parallel.For(0, 4, seed =>
        {
            using ILanguageModel session = ((IModel<ILanguageModel>)loaded).CreateSession(0);
            float[] logits = new float[200 * session.VocabularySize];
            for (int round = 0; round < 5; round++)
            {
                session.Rewind(0);
                session.ForwardAll(model.Sentence(200, seed).Ids, logits);
                Bits.Equal(expected[seed], logits, $"session {seed}, round {round}");
            }
        });
    }

    private sealed class Counter : IWorkProfiler
    {
        public int Most { get; private set; }

        public void Ran(int node, int count, int threads, long ticks) => Most = Math.Max(Most, threads);
    }
}
