using Etch.Numerics.Tests.Support;

namespace Etch.Numerics.Tests.Law;

/// <summary>After a first call nothing is taken from the heap: not by a token, not by a text, not by a batch.</summary>
[Collection(nameof(Alone))]
public sealed class AllocationTests
{
    [Theory]
    [InlineData("Bard", 1)]
    [InlineData("Bard", 0)]
    [InlineData("Gpt2Shape", 1)]
    [InlineData("Gpt2Shape", 0)]
    [InlineData("Windows", 1)]
    public void ATokenTakesNothing(string name, int threads)
    {
        TestModel model = Catalogue.Of(name);
        using CausalSubject subject = (CausalSubject)model.Open(threads: threads);
        ILanguageModel session = subject.Session;
        int[] prompt = model.Sentence(100).Ids;
        int[] next = [3];
        float[] logits = new float[prompt.Length * session.VocabularySize];
        AssertNothing(() =>
        {
            session.Rewind(0);
            session.ForwardAll(prompt, logits);
            for (int token = 0; token < 100; token++)
            {
                session.Forward(next);
            }
        });
    }

    [Theory]
    [InlineData(1)]
    [InlineData(0)]
    public void AnEncodingTakesNothing(int threads)
    {
        TestModel model = Catalogue.Of("Sentences");
        using EncoderSubject subject = (EncoderSubject)model.Open(threads: threads);
        int[] ids = model.Sentence(128).Ids, lengths = [40, 80, 8];
        float[] rows = new float[3 * subject.Session.OutputWidth];
        AssertNothing(() =>
        {
            subject.Session.Encode(ids, rows);
            subject.Session.EncodeBatch(ids, lengths, rows);
        });
    }

    [Theory]
    [InlineData(1)]
    [InlineData(0)]
    public void AClassificationTakesNothing(int threads)
    {
        TestModel model = Catalogue.Of("Languages");
        using ClassifierSubject subject = (ClassifierSubject)model.Open(threads: threads);
        int[] ids = model.Sentence(90).Ids, lengths = [40, 50];
        float[] logits = new float[2 * subject.Session.LabelCount];
        AssertNothing(() =>
        {
            subject.Session.Classify(ids);
            subject.Session.ClassifyBatch(ids, lengths, logits);
        });
    }

    private static void AssertNothing(Action call)
    {
        call();
        call();
        long before = GC.GetAllocatedBytesForCurrentThread();
        call();
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }
}
