using Etch.Execution;

namespace Etch.Reference;

/// <summary>A loaded model behind the names that the reference gives its outputs: one for each form.</summary>
internal abstract class GoldenModel : IDisposable
{
    public static GoldenModel Of(IDisposable model, int threads) => model switch
    {
        IModel<ILanguageModel> language => new GoldenLanguageModel(language.CreateSession(threads)),
        IModel<IMaskedLanguageModel> masked => new GoldenMaskedModel(masked.CreateSession(threads)),
        IModel<IClassifier> classifier => new GoldenClassifier(classifier.CreateSession(threads)),
        IModel<IEncoder> encoder => new GoldenEncoder(encoder.CreateSession(threads)),
        _ => throw new GoldenException($"{model.GetType().Name} has no form that the goldens know"),
    };

    /// <summary>The most tokens of a sequence.</summary>
    public abstract int Context { get; }

    /// <summary>All outputs of one sequence.</summary>
    public abstract IReadOnlyDictionary<string, GoldenTensor> Run(int[] ids, int[] segments);

    /// <summary>The tokens that follow a prompt, each the best.</summary>
    public virtual int[] Greedy(int[] prompt, int count) => throw new GoldenException("this model does not generate");

    public abstract void Dispose();

    /// <summary>Hidden states and attention weights under the reference's names.</summary>
    protected static void AddTaps(Dictionary<string, GoldenTensor> made, object session, int tokens)
    {
        Taps taps = (Taps)session.GetType().GetProperty("Taps")!.GetValue(session)!;
        for (int index = 0; index <= taps.LayerCount; index++)
        {
            float[] hidden = taps.Hidden(index).ToArray();
            made[$"hidden_states.{index}"] = new GoldenTensor(hidden, GoldenKind.Positions, hidden.Length / tokens);
        }

        for (int layer = 0; layer < taps.LayerCount; layer++)
        {
            float[] attention = new float[taps.HeadCount * tokens * tokens];
            taps.CopyAttention(layer, attention);
            made[$"attentions.{layer}"] = new GoldenTensor(attention, GoldenKind.Attention, tokens);
        }
    }

    protected static void Keep(object session)
    {
        Taps taps = (Taps)session.GetType().GetProperty("Taps")!.GetValue(session)!;
        (taps.KeepHidden, taps.KeepAttention) = (true, true);
    }
}

internal sealed class GoldenLanguageModel : GoldenModel
{
    private readonly ILanguageModel _session;

    public GoldenLanguageModel(ILanguageModel session)
    {
        _session = session;
        Keep(session);
    }

    public override int Context => _session.Context;

    public override IReadOnlyDictionary<string, GoldenTensor> Run(int[] ids, int[] segments)
    {
        _session.Rewind(0);
        float[] logits = new float[ids.Length * _session.VocabularySize];
        _session.ForwardAll(ids, logits);
        Dictionary<string, GoldenTensor> made = new() { ["logits"] = new(logits, GoldenKind.Positions, _session.VocabularySize) };
        AddTaps(made, _session, ids.Length);
        return made;
    }

    public override int[] Greedy(int[] prompt, int count)
    {
        _session.Rewind(0);
        int[] made = new int[count];
        ReadOnlySpan<int> next = prompt;
        for (int index = 0; index < count; index++)
        {
            made[index] = Best(_session.Forward(next));
            next = made.AsSpan(index, 1);
        }

        return made;
    }

    public override void Dispose() => _session.Dispose();

    private static int Best(ReadOnlySpan<float> logits)
    {
        int best = 0;
        for (int id = 1; id < logits.Length; id++)
        {
            best = logits[id] > logits[best] ? id : best;
        }

        return best;
    }
}

internal sealed class GoldenMaskedModel : GoldenModel
{
    private readonly IMaskedLanguageModel _session;

    public GoldenMaskedModel(IMaskedLanguageModel session)
    {
        _session = session;
        Keep(session);
    }

    public override int Context => _session.Context;

    public override IReadOnlyDictionary<string, GoldenTensor> Run(int[] ids, int[] segments)
    {
        float[] logits = new float[ids.Length * _session.VocabularySize];
        _session.Predict(ids, [.. Enumerable.Range(0, ids.Length)], logits, segments);
        Dictionary<string, GoldenTensor> made = new() { ["logits"] = new(logits, GoldenKind.Positions, _session.VocabularySize) };
        AddTaps(made, _session, ids.Length);
        return made;
    }

    public override void Dispose() => _session.Dispose();
}

internal sealed class GoldenClassifier : GoldenModel
{
    private readonly IClassifier _session;

    public GoldenClassifier(IClassifier session)
    {
        _session = session;
        Keep(session);
    }

    public override int Context => _session.Context;

    public override IReadOnlyDictionary<string, GoldenTensor> Run(int[] ids, int[] segments)
    {
        float[] logits = _session.Classify(ids, segments).ToArray();
        int labels = _session.LabelCount;
        Dictionary<string, GoldenTensor> made = new() { ["logits"] = new(logits, _session.IsPooled ? GoldenKind.Sequence : GoldenKind.Positions, labels) };
        if (!_session.IsPooled && labels == 2)
        {
            made["start_logits"] = new([.. logits.Where((_, index) => index % 2 == 0)], GoldenKind.Column, 1);
            made["end_logits"] = new([.. logits.Where((_, index) => index % 2 == 1)], GoldenKind.Column, 1);
        }

        AddTaps(made, _session, ids.Length);
        return made;
    }

    public override void Dispose() => _session.Dispose();
}

internal sealed class GoldenEncoder : GoldenModel
{
    private readonly IEncoder _session;

    public GoldenEncoder(IEncoder session)
    {
        _session = session;
        Keep(session);
    }

    public override int Context => _session.Context;

    public override IReadOnlyDictionary<string, GoldenTensor> Run(int[] ids, int[] segments)
    {
        float[] output = new float[(_session.IsPooled ? 1 : ids.Length) * _session.OutputWidth];
        _session.Encode(ids, output, segments);
        Dictionary<string, GoldenTensor> made = [];
        AddTaps(made, _session, ids.Length);
        if (_session.IsPooled)
        {
            made["pooler_output"] = new(output, GoldenKind.Sequence, _session.OutputWidth);
            made["last_hidden_state"] = made.Where(entry => entry.Key.StartsWith("hidden_states.", StringComparison.Ordinal)).Last().Value;
        }
        else
        {
            made["last_hidden_state"] = new(output, GoldenKind.Positions, _session.OutputWidth);
        }

        return made;
    }

    public override void Dispose() => _session.Dispose();
}
