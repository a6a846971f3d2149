using Etch.Execution;

namespace Etch.Numerics.Tests.Support;

/// <summary>A session of any form, so that the law of sums can be put to all of them in the same words.</summary>
internal abstract class Subject(IDisposable model) : IDisposable
{
    public static Subject Of(IDisposable model, int threads) => model switch
    {
        IModel<ILanguageModel> language => new CausalSubject(model, language.CreateSession(threads)),
        IModel<IMaskedLanguageModel> masked => new MaskedSubject(model, masked.CreateSession(threads)),
        IModel<IClassifier> classifier => new ClassifierSubject(model, classifier.CreateSession(threads)),
        IModel<IEncoder> encoder => new EncoderSubject(model, encoder.CreateSession(threads)),
        _ => throw new ArgumentException($"{model.GetType().Name} has no form that the tests know."),
    };

    /// <summary>The session itself.</summary>
    public abstract IDisposable Session { get; }

    public Taps Taps => (Taps)Session.GetType().GetProperty(nameof(Taps))!.GetValue(Session)!;

    /// <summary>Saves the model.</summary>
    public void Save(string path) => model.GetType().GetMethod(nameof(Save))!.Invoke(model, [path]);

    /// <summary>All outputs of a fresh sequence.</summary>
    public abstract float[] Run(Sentence sentence);

    /// <summary>The outputs of several sequences in one call, one after another; forms without batches run them in turn.</summary>
    public virtual float[] RunBatch(IReadOnlyList<Sentence> sentences) => [.. sentences.SelectMany(Run)];

    public void Dispose()
    {
        Session.Dispose();
        model.Dispose();
    }

    protected static (int[] Ids, int[] Lengths, int[] Segments) Join(IReadOnlyList<Sentence> sentences) =>
        ([.. sentences.SelectMany(sentence => sentence.Ids)], [.. sentences.Select(sentence => sentence.Ids.Length)], [.. sentences.SelectMany(sentence => sentence.Segments)]);
}

internal sealed class CausalSubject(IDisposable model, ILanguageModel session) : Subject(model)
{
    public override ILanguageModel Session => session;

    public override float[] Run(Sentence sentence)
    {
        session.Rewind(0);
        return Append(sentence.Ids);
    }

    /// <summary>Logits of all rows of tokens that continue the session.</summary>
    public float[] Append(ReadOnlySpan<int> ids)
    {
        float[] logits = new float[ids.Length * session.VocabularySize];
        session.ForwardAll(ids, logits);
        return logits;
    }
}

internal sealed class MaskedSubject(IDisposable model, IMaskedLanguageModel session) : Subject(model)
{
    public override IMaskedLanguageModel Session => session;

    public override float[] Run(Sentence sentence) => Predict(sentence, [.. Enumerable.Range(0, sentence.Ids.Length)]);

    public float[] Predict(Sentence sentence, int[] positions)
    {
        float[] logits = new float[positions.Length * session.VocabularySize];
        session.Predict(sentence.Ids, positions, logits, sentence.Segments);
        return logits;
    }
}

internal sealed class ClassifierSubject(IDisposable model, IClassifier session) : Subject(model)
{
    public override IClassifier Session => session;

    public override float[] Run(Sentence sentence) => session.Classify(sentence.Ids, sentence.Segments).ToArray();

    public override float[] RunBatch(IReadOnlyList<Sentence> sentences)
    {
        (int[] ids, int[] lengths, int[] segments) = Join(sentences);
        float[] logits = new float[(session.IsPooled ? lengths.Length : ids.Length) * session.LabelCount];
        session.ClassifyBatch(ids, lengths, logits, segments);
        return logits;
    }
}

internal sealed class EncoderSubject(IDisposable model, IEncoder session) : Subject(model)
{
    public override IEncoder Session => session;

    public override float[] Run(Sentence sentence)
    {
        float[] rows = new float[(session.IsPooled ? 1 : sentence.Ids.Length) * session.OutputWidth];
        session.Encode(sentence.Ids, rows, sentence.Segments);
        return rows;
    }

    public override float[] RunBatch(IReadOnlyList<Sentence> sentences)
    {
        (int[] ids, int[] lengths, int[] segments) = Join(sentences);
        float[] rows = new float[(session.IsPooled ? lengths.Length : ids.Length) * session.OutputWidth];
        session.EncodeBatch(ids, lengths, rows, segments);
        return rows;
    }
}
