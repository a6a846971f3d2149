using Etch.Generator.Spec;

namespace Etch.Generator.Graph;

/// <summary>Attention and its three lists as plain nodes: products, terms, softmax, mix.</summary>
internal sealed class AttentionBuilder(GraphBuilder graph, PartSpec part, string role, bool hasSessionState, int layerTotal)
{
    public int Build(AttentionSpec word, IReadOnlyList<ModifierSpec> modifiers, int x)
    {
        int keyHeads = word.KeyValueHeads == 0 ? word.Heads : word.KeyValueHeads;
        int head = word.HeadWidth == 0 ? graph.WidthOf(x) / word.Heads : word.HeadWidth;
        int valueHead = word.ValueWidth == 0 ? head : word.ValueWidth;

        int query = Project(word, "query", word.Heads * head, word.Bias, x);
        int key = Project(word, "key", keyHeads * head, word.KeyBias ?? word.Bias, x);
        int value = Project(word, "value", keyHeads * valueHead, word.Bias, x);

        (query, key) = Prepare(word, modifiers, query, key, keyHeads, head);
        Visibility visibility = See(modifiers);
        State keys = NewState("keys", keyHeads, head, true, visibility), values = NewState("values", keyHeads, valueHead, false, visibility);
        int positions = graph.Input("positions", TensorType.Indices(Dim.Rows));
        int cachedKeys = graph.Append(keys, key, positions), cachedValues = graph.Append(values, value, positions);

        int scores = graph.Scores(query, cachedKeys, keys, word.Heads, Scale(word, head));
        scores = Terms(word, modifiers).Aggregate(scores, graph.Term);
        int mixed = graph.Mix(graph.Softmax(scores, visibility), cachedValues, values, word.Heads);
        return word.Projections ? Project(word, "output", part.Width, word.OutputBias ?? word.Bias, mixed) : mixed;
    }

    private int Project(AttentionSpec word, string name, int width, bool bias, int x) => !word.Projections ? x :
        graph.Product(name, x, new Weight($"{role}.{name}.weight", EquatableArray.Of(width, graph.WidthOf(x))),
            bias ? new Weight($"{role}.{name}.bias", EquatableArray.Of(width)) : null);

    /// <summary>List 1: what acts on queries and keys, in the written order.</summary>
    private (int Query, int Key) Prepare(AttentionSpec word, IReadOnlyList<ModifierSpec> modifiers, int query, int key, int keyHeads, int head)
    {
        if (word.Score == Score.Cosine)
        {
            query = graph.Norm("query", query, NormKind.L2, 1e-12f, null, null, word.Heads);
            key = graph.Norm("key", key, NormKind.L2, 1e-12f, null, null, keyHeads);
        }

        for (int index = 0; index < modifiers.Count; index++)
        {
            switch (modifiers[index])
            {
                case QueryKeyNormSpec norm:
                    query = HeadNorm("query", norm, query, word.Heads, head);
                    key = HeadNorm("key", norm, key, keyHeads, head);
                    break;
                case RotarySpec rotary:
                    RotaryScalingSpec? scaling = index + 1 < modifiers.Count ? modifiers[index + 1] as RotaryScalingSpec : null;
                    query = Rotate("query", rotary, scaling, query, word.Heads, head);
                    key = Rotate("key", rotary, scaling, key, keyHeads, head);
                    break;
            }
        }

        return (query, key);
    }

    private int HeadNorm(string name, QueryKeyNormSpec norm, int x, int heads, int head)
    {
        EquatableArray<int> shape = norm.Over == Over.All ? EquatableArray.Of(heads * head)
            : norm.Gain == Gain.PerHead ? EquatableArray.Of(heads, head) : EquatableArray.Of(head);
        Weight? gain = norm.Gain == Gain.None ? null : new Weight($"{role}.{name}.norm.gain", shape);
        Weight? bias = norm.Bias ? new Weight($"{role}.{name}.norm.bias", shape) : null;
        NormKind kind = norm.Norm == Norm.Rms ? NormKind.Rms : NormKind.Layer;
        return graph.Norm(name, x, kind, norm.Epsilon == 0 ? part.Epsilon : norm.Epsilon, gain, bias,
            norm.Over == Over.All ? 1 : heads, norm.Gain == Gain.PerHead && norm.Over == Over.Head);
    }

    private int Rotate(string name, RotarySpec rotary, RotaryScalingSpec? scaling, int x, int heads, int head)
    {
        int width = rotary.Width == 0 ? head : rotary.Width;
        RotaryScalingSpec? plain = scaling is null ? null : scaling with { In = "" };
        Table Table(string tableName, bool sine) => new(tableName, part.Context,
            rotary.Pairing == Pairing.Halves ? width / 2 : width, new RotaryRecipe(rotary.Base, width, plain, sine, rotary.Pairing));
        return graph.Rotate(name, x, graph.Input("positions", TensorType.Indices(Dim.Rows)), Table("cosines", false), Table("sines", true),
            heads, width, rotary.Pairing);
    }

    /// <summary>List 2: terms of the scores.</summary>
    private static IEnumerable<ScoreTerm> Terms(AttentionSpec word, IReadOnlyList<ModifierSpec> modifiers)
    {
        bool causal = modifiers.Any(modifier => modifier is CausalSpec);
        foreach (ModifierSpec modifier in modifiers)
        {
            if (modifier is SoftCapSpec cap)
            {
                yield return new SoftCapTerm(cap.Cap);
            }
            else if (modifier is AlibiSpec alibi)
            {
                yield return new AlibiTerm(new Table("slopes", 1, word.Heads, new AlibiRecipe(alibi.Form)), !causal);
            }
        }
    }

    /// <summary>List 3: which pairs exist.</summary>
    private static Visibility See(IReadOnlyList<ModifierSpec> modifiers)
    {
        bool causal = modifiers.Any(modifier => modifier is CausalSpec);
        int window = modifiers.OfType<WindowSpec>().FirstOrDefault()?.Size ?? 0;
        return (causal, window) switch
        {
            (true, _) => new Visibility(window, 0),
            (false, 0) => Visibility.All,
            _ => new Visibility((window / 2) + 1, window / 2),
        };
    }

    private Scalar Scale(AttentionSpec word, int head)
    {
        float plain = word.Scale != 0 ? word.Scale : word.Score == Score.Cosine ? 1 : (float)(1 / Math.Sqrt(head));
        return word.ScaleByLayer
            ? new Scalar(Enumerable.Range(1, layerTotal).Select(layer => plain / layer).ToEquatableArray())
            : Scalar.Of(plain);
    }

    private State NewState(string name, int heads, int width, bool transposed, Visibility visibility) =>
        new(name, heads, width, transposed, hasSessionState ? StateLife.Session : StateLife.Call, visibility.After == 0 ? visibility.Before : 0);
}
