using Etch.Generator.Spec;

namespace Etch.Generator.Graph;

/// <summary>One bracket: its words in the order in which they act on the stream.</summary>
internal sealed class SublayerBuilder(GraphBuilder graph, PartSpec part, string place, bool hasSessionState, int layerTotal)
{
    private readonly Dictionary<string, int> _counts = [];

    /// <summary>Whether this bracket is the first after the stack; what its leading norm makes is what the head reads.</summary>
    public bool IsFinal { get; init; }

    /// <summary>The stream after the bracket.</summary>
    /// <param name="stream">The stream before it.</param>
    /// <param name="before">What the bracket before this one read, for a leading Parallel.</param>
    public int Build(IReadOnlyList<WordSpec> words, int stream, int before)
    {
        int made = stream, read = stream, branch = -1;
        for (int index = 0; index < words.Count; index++)
        {
            switch (words[index])
            {
                case ParallelSpec when index == 0:
                    made = before;
                    break;
                case ParallelSpec:
                    (branch, made) = (made, read);
                    break;
                case ResidualSpec residual:
                    made = Residual(made, stream, residual.Scale);
                    break;
                case OperatorSpec word:
                    read = made;
                    made = Join(Operator(word, Modifiers(words, index), made), ref branch);
                    break;
                case ModifierSpec:
                    break;
                case WordSpec word:
                    made = Word(word, made);
                    TapFinal(index, word, made);
                    break;
            }
        }

        bool beside = words.Count > 1 && words[0] is ParallelSpec && !words.Any(word => word is ResidualSpec);
        return beside ? graph.Map("sum", made, new AddOperation(stream)) : made;
    }

    private void TapFinal(int index, WordSpec word, int made)
    {
        if (IsFinal && index == 0 && word is NormWordSpec)
        {
            graph.Tap(made, "hidden");
        }
    }

    private static List<ModifierSpec> Modifiers(IReadOnlyList<WordSpec> words, int index) =>
        words.Skip(index + 1).TakeWhile(word => word is ModifierSpec).Cast<ModifierSpec>().ToList();

    private int Join(int made, ref int branch)
    {
        if (branch >= 0)
        {
            made = graph.Map("sum", made, new AddOperation(branch));
            branch = -1;
        }

        return made;
    }

    private int Residual(int made, int stream, float scale) =>
        graph.Map("stream", graph.Map("scaled", made, new ScaleOperation(Scalar.Of(scale))), new AddOperation(stream));

    private int Operator(OperatorSpec word, IReadOnlyList<ModifierSpec> modifiers, int x) => word switch
    {
        AttentionSpec attention => new AttentionBuilder(graph, part, Role("attention"), hasSessionState, layerTotal).Build(attention, modifiers, x),
        FeedForwardSpec feedForward => FeedForward(feedForward, x),
        ProjectSpec project => Project(Role("project"), project.Width, project.Bias, "projected", x),
        _ => throw new InvalidOperationException($"No graph for the operator {word.GetType().Name}."),
    };

    private int FeedForward(FeedForwardSpec word, int x)
    {
        string role = Role("feedForward");
        int up = Project($"{role}.up", word.Hidden, word.Bias, "up", x);
        int act = word.Gated
            ? graph.Map("act", graph.Map("act", Project($"{role}.gate", word.Hidden, word.Bias, "gate", x), new ActivateOperation(word.Activation)), new MultiplyOperation(up))
            : graph.Map("act", up, new ActivateOperation(word.Activation));
        return Project($"{role}.down", graph.WidthOf(x), word.Bias, "down", act);
    }

    private int Word(WordSpec word, int x) => word switch
    {
        TokensSpec tokens => Tokens(tokens),
        LearnedPositionsSpec positions => Plus(x, graph.Gather("position", new Weight($"{part.Prefix}positions.weight",
            EquatableArray.Of(part.Context + positions.Offset, graph.WidthOf(x))), Positions(), positions.Offset)),
        SinusoidalPositionsSpec sinusoids => Plus(x, graph.Gather("position", new Table("sinusoids", part.Context, graph.WidthOf(x),
            new SinusoidRecipe(sinusoids.Layout, sinusoids.Offset)), Positions())),
        SegmentsSpec segments => Plus(x, graph.Gather("segment", new Weight($"{part.Prefix}segments.weight",
            EquatableArray.Of(segments.Count, graph.WidthOf(x))), graph.Input("segments", TensorType.Indices(Dim.Rows)))),
        LayerNormSpec norm => Norm(x, NormKind.Layer, norm.Epsilon, norm.Gain, norm.Bias),
        RmsNormSpec norm => Norm(x, NormKind.Rms, norm.Epsilon, norm.Gain, false),
        NormalizeSpec => graph.Norm("normalized", x, NormKind.L2, 1e-12f, null, null),
        ActivateSpec activate => graph.Map("activated", x, new ActivateOperation(activate.Activation)),
        ScaleSpec scale => graph.Map("scaled", x, new ScaleOperation(Scalar.Of(scale.Factor))),
        PoolSpec pool => Pool(pool, x),
        LanguageModelHeadSpec head => Head(head, x),
        ClassifierSpec classifier => Project("classifier", classifier.Labels, classifier.Bias, "logits", x),
        SpanHeadSpec => Project("span", 2, true, "spans", x),
        OutputSpec output => Output(output, x),
        _ => throw new InvalidOperationException($"No graph for the word {word.GetType().Name}."),
    };

    private int Tokens(TokensSpec tokens)
    {
        int width = tokens.Width == 0 ? part.Width : tokens.Width;
        int stream = graph.Gather("stream", new Weight("tokens.weight", EquatableArray.Of(tokens.Vocabulary, width)),
            graph.Input("ids", TensorType.Indices(Dim.Rows)));
        return graph.Map("stream", stream, new ScaleOperation(Scalar.Of(tokens.Scale)));
    }

    private int Head(LanguageModelHeadSpec head, int x)
    {
        if (graph.TypeOf(x).Count == Dim.Rows)
        {
            x = graph.GatherRows("wanted", x, graph.Input("wanted", TensorType.Indices(Dim.Wanted)));
        }

        int vocabulary = part.Words.OfType<TokensSpec>().First().Vocabulary;
        Weight matrix = new(head.Tied ? "tokens.weight" : "head.weight", EquatableArray.Of(vocabulary, graph.WidthOf(x)));
        int logits = graph.Product("logits", x, matrix, head.Bias ? new Weight("head.bias", EquatableArray.Of(vocabulary)) : null);
        logits = graph.Map("logits", logits, new ScaleOperation(Scalar.Of(head.Scale)));
        return head.SoftCap == 0 ? logits : graph.Map("logits", logits, new SoftCapOperation(head.SoftCap));
    }

    private int Pool(PoolSpec pool, int x) => pool.Kind switch
    {
        Pooling.First => graph.GatherRows("pooled", x, graph.Input("firsts", TensorType.Indices(Dim.Runs))),
        Pooling.Last => graph.GatherRows("pooled", x, graph.Input("lasts", TensorType.Indices(Dim.Runs))),
        _ => graph.Pool(x, pool.Kind),
    };

    private int Output(OutputSpec output, int x)
    {
        graph.Output(output.Name, x);
        return x;
    }

    private int Norm(int x, NormKind kind, float epsilon, bool hasGain, bool hasBias)
    {
        string role = Role("norm");
        EquatableArray<int> shape = EquatableArray.Of(graph.WidthOf(x));
        return graph.Norm("norm", x, kind, epsilon == 0 ? part.Epsilon : epsilon,
            hasGain ? new Weight($"{role}.gain", shape) : null, hasBias ? new Weight($"{role}.bias", shape) : null);
    }

    private int Project(string role, int width, bool bias, string name, int x) =>
        graph.Product(name, x, new Weight($"{role}.weight", EquatableArray.Of(width, graph.WidthOf(x))),
            bias ? new Weight($"{role}.bias", EquatableArray.Of(width)) : null);

    private int Plus(int x, int other) => graph.Map("stream", x, new AddOperation(other));

    private int Positions() => graph.Input("positions", TensorType.Indices(Dim.Rows));

    /// <summary>The role of a word at this place; the second of a kind is numbered 1.</summary>
    private string Role(string word)
    {
        _counts.TryGetValue(word, out int count);
        _counts[word] = count + 1;
        return count == 0 ? $"{place}.{word}" : $"{place}.{word}.{count}";
    }
}
