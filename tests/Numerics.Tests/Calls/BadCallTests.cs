using Etch.Numerics.Tests.Support;

namespace Etch.Numerics.Tests.Calls;

/// <summary>A wrong call says what to do and leaves its session as it was.</summary>
public sealed class BadCallTests
{
    [Fact]
    public void ALanguageModelRefusesAndGoesOn()
    {
        TestModel model = Catalogue.Of("LlamaShape");
        using CausalSubject subject = (CausalSubject)model.Open(), fresh = (CausalSubject)model.Open();
        int[] ids = model.Sentence(100).Ids, next = model.Sentence(20, seed: 3).Ids;
        ILanguageModel session = subject.Session;
        float[] room = new float[400 * session.VocabularySize];
        subject.Append(ids);
        (Action Call, string Says)[] wrong =
        [
            (() => session.Forward([]), "There is no token"),
            (() => session.Forward(new int[221]), "221 tokens do not fit: the context of LlamaShape is 320, and the session has read 100"),
            (() => session.ForwardAll(new int[321], room), "321 tokens do not fit"),
            (() => session.Forward([1, 101]), "Token 1 has the id 101, but the vocabulary has the ids 0 to 100"),
            (() => session.Forward([-1]), "Token 0 has the id -1"),
            (() => session.ForwardAll([1, 2], new float[201]), "The destination has 201 elements"),
            (() => session.Rewind(101), "from 0 to 100"),
            (() => session.Rewind(-1), "from 0 to 100"),
        ];
        foreach ((Action call, string says) in wrong)
        {
            Assert.Contains(says, Assert.ThrowsAny<ArgumentException>(call).Message);
            Assert.Equal(100, session.Position);
        }

        fresh.Append(ids);
        Bits.Equal(fresh.Append(next), subject.Append(next), "after refused calls");
    }

    [Fact]
    public void AClassifierRefusesAndGoesOn()
    {
        TestModel model = Catalogue.Of("BertShape");
        using ClassifierSubject subject = (ClassifierSubject)model.Open(), fresh = (ClassifierSubject)model.Open();
        IClassifier session = subject.Session;
        (Action Call, string Says)[] wrong =
        [
            (() => session.Classify([]), "Sequence 0 has 0 tokens"),
            (() => session.Classify(new int[301]), "Sequence 0 has 301 tokens, but BertShape takes 1 to 300"),
            (() => session.Classify([90]), "Token 0 has the id 90"),
            (() => session.Classify([1, 2], [0]), "There are 1 segments for 2 tokens"),
            (() => session.Classify([1, 2], [0, 2]), "Token 1 has the segment 2"),
            (() => session.ClassifyBatch([1, 2, 3], [1, 1], new float[10]), "The lengths say 2 tokens, but there are 3"),
            (() => session.ClassifyBatch([1, 2], [1, 1], new float[9]), "The destination has 9 elements"),
            (() => session.ClassifyBatch([1], [1, 0], new float[10]), "Sequence 1 has 0 tokens"),
            (() => session.ClassifyBatch([1], [2, -1], new float[10]), "Sequence 1 has -1 tokens"),
        ];
        foreach ((Action call, string says) in wrong)
        {
            Assert.Contains(says, Assert.ThrowsAny<ArgumentException>(call).Message);
        }

        Bits.Equal(fresh.Run(model.Sentence(50)), subject.Run(model.Sentence(50)), "after refused calls");
    }

    [Fact]
    public void AnEncoderRefusesAndGoesOn()
    {
        TestModel model = Catalogue.Of("MeanPool");
        using EncoderSubject subject = (EncoderSubject)model.Open(), fresh = (EncoderSubject)model.Open();
        Assert.Contains("takes 35", Assert.ThrowsAny<ArgumentException>(() => subject.Session.Encode([1, 2], new float[34])).Message);
        Assert.Contains("has the segment 1", Assert.ThrowsAny<ArgumentException>(() => subject.Session.Encode([1], new float[35], [1])).Message);
        Bits.Equal(fresh.Run(model.Sentence(9)), subject.Run(model.Sentence(9)), "after refused calls");
    }

    [Fact]
    public void AMaskedModelRefusesAndGoesOn()
    {
        TestModel model = Catalogue.Of("MaskedShape");
        using MaskedSubject subject = (MaskedSubject)model.Open(), fresh = (MaskedSubject)model.Open();
        Assert.Contains("Position 2 was asked for, but the sequence has 2 tokens", Assert.ThrowsAny<ArgumentException>(() => subject.Predict(new Sentence([1, 2], []), [2])).Message);
        Assert.ThrowsAny<ArgumentException>(() => subject.Predict(new Sentence([1, 2], []), [-1]));
        Bits.Equal(fresh.Run(model.Sentence(9)), subject.Run(model.Sentence(9)), "after refused calls");
    }

    [Fact]
    public void TapsThatNobodyKeptAreRefused()
    {
        using Subject subject = Catalogue.Of("LlamaShape").Open();
        Assert.Throws<InvalidOperationException>(() => subject.Taps.Hidden(0).Length);
        Assert.Throws<InvalidOperationException>(() => subject.Taps.CopyAttention(0, new float[1]));
        subject.Taps.KeepAttention = true;
        subject.Run(Catalogue.Of("LlamaShape").Sentence(5));
        Assert.Throws<InvalidOperationException>(() => subject.Taps.Hidden(0).Length);
        Assert.Contains("takes 100", Assert.ThrowsAny<ArgumentException>(() => subject.Taps.CopyAttention(0, new float[99])).Message);
        Assert.Throws<ArgumentOutOfRangeException>(() => subject.Taps.CopyAttention(2, new float[100]));
        Assert.Equal(100, subject.Taps.CopyAttention(1, new float[100]));

        // What is asked for after a call is not there yet, and a call that keeps nothing leaves nothing of the one before.
        (subject.Taps.KeepHidden, subject.Taps.KeepAttention) = (true, false);
        Assert.Throws<InvalidOperationException>(() => subject.Taps.Hidden(0).Length);
        Assert.Equal(100, subject.Taps.CopyAttention(1, new float[100]));
        subject.Taps.KeepHidden = false;
        subject.Run(Catalogue.Of("LlamaShape").Sentence(5));
        Assert.Throws<InvalidOperationException>(() => subject.Taps.CopyAttention(1, new float[100]));
    }

    [Fact]
    public void WhatIsDisposedSaysSo()
    {
        TestModel model = Catalogue.Of("LlamaShape");
        IDisposable loaded = model.Load();
        ILanguageModel session = ((IModel<ILanguageModel>)loaded).CreateSession(1);
        float[] expected = session.Forward([1, 2, 3]).ToArray();
        ILanguageModel fork = session.Fork();
        session.Dispose();
        session.Dispose();
        Assert.Throws<ObjectDisposedException>(() => session.Forward([1]).Length);
        Assert.Throws<ObjectDisposedException>(() => session.Rewind(0));
        Assert.Throws<ObjectDisposedException>(() => session.Fork());

        // A session that lives keeps its model's memory.
        loaded.Dispose();
        loaded.Dispose();
        Assert.Throws<ObjectDisposedException>(() => ((IModel<ILanguageModel>)loaded).CreateSession(1));
        fork.Rewind(0);
        Bits.Equal(expected, fork.Forward([1, 2, 3]), "fork of a disposed session");
        fork.Dispose();
    }

    /// <summary>Two callers at once: one is told so, the other's result is as ever.</summary>
    [Fact]
    public void ASecondCallerIsRefused()
    {
        TestModel model = Catalogue.Of("Bard");
        using CausalSubject subject = (CausalSubject)model.Open(), fresh = (CausalSubject)model.Open();
        ILanguageModel session = subject.Session;
        Sentence sentence = model.Sentence(256);
        float[] expected = fresh.Run(sentence), logits = new float[256 * session.VocabularySize];
        int refused = 0;
        for (int round = 0; round < 50 && refused == 0; round++)
        {
            session.Rewind(0);
            using ManualResetEventSlim begun = new();
            Thread other = new(() =>
            {
                begun.Set();
                while (!Read(session, sentence.Ids, logits))
                {
                    // This thread was the second one; its turn comes.
                }
            });
            other.Start();
            begun.Wait(TestContext.Current.CancellationToken);
            while (other.IsAlive && refused == 0)
            {
                try
                {
                    // What the session always accepts, so that a turn of ours changes nothing for the other.
                    session.Rewind(session.Position);
                }
                catch (InvalidOperationException)
                {
                    refused++;
                }
            }

            other.Join();
        }

        Assert.Equal(1, refused);
        Bits.Equal(expected, logits, "the first caller's logits");
    }

    private static bool Read(ILanguageModel session, int[] ids, float[] logits)
    {
        try
        {
            session.ForwardAll(ids, logits);
            return true;
        }
        catch (InvalidOperationException)
        {
            return false;
        }
    }
}
