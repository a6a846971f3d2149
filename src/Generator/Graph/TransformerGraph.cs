using Etch.Generator.Spec;

namespace Etch.Generator.Graph;

/// <summary>A part of a spec as the paper has it: plain nodes in the order of the words.</summary>
internal sealed class TransformerGraph
{
    private readonly PartSpec _part;
    private readonly Form _form;
    private readonly GraphBuilder _graph;
    private readonly bool _hasSessionState;
    private int _layers;

    private TransformerGraph(string name, PartSpec part)
    {
        _part = part;
        _form = Forms.Of(part);
        _hasSessionState = _form == Form.LanguageModel;
        _graph = new GraphBuilder(name, part.Context);
    }

    public static ModelGraph Build(string name, PartSpec part) => new TransformerGraph(name, part).Build();

    private ModelGraph Build()
    {
        int stream = -1, before = -1, plain = 0;
        bool afterStack = false;
        foreach (SectionSpec section in _part.Sections)
        {
            if (section.Repeat is { } repeat)
            {
                _graph.Tap(stream, "hidden");
                stream = Repeat(repeat, section.Brackets, stream);
                (afterStack, plain) = (true, 0);
            }
            else
            {
                string place = (afterStack ? "final" : "input") + (plain == 0 ? "" : $".{plain}");
                (stream, before) = Bracket(section.Brackets[0], _part.Prefix + place, stream, before, 'a', isFinal: afterStack && plain == 0);
                plain++;
            }
        }

        _graph.Output(MainOutput(), stream);
        return _graph.Build();
    }

    private string MainOutput() => _form switch
    {
        Form.Encoder => _part.Words.Any(word => word is PoolSpec) ? "pooled" : "hidden",
        Form.Classifier when _part.Words.Any(word => word is SpanHeadSpec) => "spans",
        _ => "logits",
    };

    private int Repeat(RepeatSpec repeat, EquatableArray<BracketSpec> brackets, int stream)
    {
        string letters = LayerPattern.Letters(repeat.Pattern, repeat.Count)!;
        List<char> kinds = letters.Distinct().ToList();
        int first = _layers;
        _layers += repeat.Count;
        List<Body> bodies = kinds.Select(letter => _graph.Body(stream, carried => Layer(brackets, carried, letter, repeat, first))).ToList();
        return _graph.Repeat(stream, bodies, letters.Select(letter => kinds.IndexOf(letter)), first, repeat.Shared);
    }

    private int Layer(EquatableArray<BracketSpec> brackets, int carried, char letter, RepeatSpec repeat, int first)
    {
        (int Stream, int Before) state = (carried, carried);
        for (int index = 0; index < brackets.Count; index++)
        {
            string layer = repeat.Shared ? first.ToString(System.Globalization.CultureInfo.InvariantCulture) : "{layer}";
            state = Bracket(brackets[index], $"{_part.Prefix}layers.{layer}.{index}", state.Stream, state.Before, letter, isFinal: false);
        }

        _graph.Tap(state.Stream, "hidden");
        return state.Stream;
    }

    private (int Stream, int Before) Bracket(BracketSpec bracket, string place, int stream, int before, char letter, bool isFinal)
    {
        List<WordSpec> words = bracket.Words.Where(word => word.IsIn(letter)).ToList();
        if (words.Any(word => word is LanguageModelHeadSpec) && !words.Any(word => word is AttentionSpec or ParallelSpec))
        {
            stream = _graph.GatherRows("chosen", stream, _graph.Input("wanted", TensorType.Indices(Dim.Wanted)));
        }

        SublayerBuilder sublayer = new(_graph, _part, place, _hasSessionState, LayerTotal()) { IsFinal = isFinal };
        return (sublayer.Build(words, stream, before), stream);
    }

    private int LayerTotal() => _part.Sections.Sum(section => section.Repeat?.Count ?? 0);
}
