using System.Runtime.InteropServices;
using Etch.Numerics;
using Etch.Text;

namespace Etch.Examples.Binary;

/// <summary>Collects lines and classifies them together, without padding. Tokenizer, labels and weights lie in the program itself.</summary>
internal sealed class Detector : IDisposable
{
    private readonly Tokenizer _tokenizer;
    private readonly LanguageClassifier _model;
    private readonly LanguageClassifier.Session _session;
    private readonly string[] _labels;
    private readonly List<int> _tokens = [], _lengths = [];
    private readonly int _empty;
    private float[] _logits = [];

    public Detector()
    {
        _tokenizer = Tokenizer.Parse(Resource.Read("tokenizer.json"));
        _empty = _tokenizer.Encode("").Length;
        using (Stream weights = Resource.Open("model.safetensors"))
        {
            _model = LanguageClassifier.Load(weights);
        }

        _session = _model.CreateSession();
        _labels = Labels.Parse(Resource.Read("config.json"), "config.json", _session.LabelCount);
    }

    /// <summary>Lines that wait for their answers.</summary>
    public int Count => _lengths.Count;

    /// <summary>Adds a line; what goes beyond the model's context is left out.</summary>
    public void Add(string line)
    {
        int[] tokens = _tokenizer.Encode(line, maximumLength: _session.Context);
        _tokens.AddRange(tokens);
        _lengths.Add(tokens.Length);
    }

    /// <summary>Answers all lines that were added, in their order.</summary>
    public void Answer(Action<Answer> write)
    {
        int labels = _labels.Length;
        Array.Resize(ref _logits, Math.Max(_logits.Length, _lengths.Count * labels));
        _session.ClassifyBatch(CollectionsMarshal.AsSpan(_tokens), CollectionsMarshal.AsSpan(_lengths), _logits.AsSpan(0, _lengths.Count * labels));
        for (int line = 0; line < _lengths.Count; line++)
        {
            write(_lengths[line] > _empty ? MostLikely(_logits.AsSpan(line * labels, labels)) : default);
        }

        _tokens.Clear();
        _lengths.Clear();
    }

    public void Dispose()
    {
        _session.Dispose();
        _model.Dispose();
    }

    /// <summary>The softmax of the largest logit.</summary>
    private Answer MostLikely(ReadOnlySpan<float> logits)
    {
        int best = 0;
        for (int label = 1; label < logits.Length; label++)
        {
            best = logits[label] > logits[best] ? label : best;
        }

        double sum = 0;
        foreach (float logit in logits)
        {
            sum += Elementary.Exp((double)logit - logits[best]);
        }

        return new Answer(_labels[best], 1 / sum);
    }
}
