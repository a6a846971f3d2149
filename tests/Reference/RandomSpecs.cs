using Etch.Generator.Spec;
using Act = Etch.Generator.Spec.Activation;

namespace Etch.Reference;

/// <summary>Declarations that nobody would write by hand: words in any order that the grammar allows. A seed always gives the same one.</summary>
internal sealed class RandomSpecs
{
    private const int Width = 24;

    private readonly Random _random;
    private readonly bool _causal;
    private bool _inStack;

    private RandomSpecs(int seed)
    {
        _random = new Random(seed);
        _causal = Coin();
    }

    public static ModelSpec Make(int seed) => new RandomSpecs(seed).Make($"Random{seed}");

    private ModelSpec Make(string name)
    {
        List<SectionSpec> sections = [Bracket(Input())];
        int stacks = _random.Next(3);
        for (int stack = 0; stack < stacks; stack++)
        {
            string pattern = Coin() ? "" : "ab";
            RepeatSpec repeat = new(_random.Next(1, 4), pattern, Shared: pattern.Length == 0 && Coin(0.2));
            _inStack = true;
            sections.Add(new SectionSpec(repeat, new EquatableArray<BracketSpec>(Brackets(_random.Next(1, 4), pattern.Length > 0 && repeat.Count > 1))));
        }

        _inStack = false;
        sections.AddRange(Brackets(_random.Next(2), false).Select(bracket => new SectionSpec(null, EquatableArray.Of(bracket))));
        sections.Add(Bracket(_causal ? LanguageModel() : Ending()));
        return new ModelSpec(name, "", "internal", EquatableArray.Of(new PartSpec("", Width, TinySpecs.Context, 1e-5f, sections.ToEquatableArray())),
            Generator.Spec.Naming.Roles, default);
    }

    private WordSpec[] Input() =>
    [
        new TokensSpec(40, Scale: Coin() ? 1 : 2),
        .. Coin() ? [new LearnedPositionsSpec(Coin() ? 0 : 2)] : Array.Empty<WordSpec>(),
        .. Coin(0.2) ? [new SinusoidalPositionsSpec(Pick(Generator.Spec.Layout.Interleaved, Generator.Spec.Layout.Halves))] : Array.Empty<WordSpec>(),
        .. Coin(0.3) ? [new SegmentsSpec(2)] : Array.Empty<WordSpec>(),
        .. Norm(),
        .. Output("Entered"),
    ];

    /// <summary>A head's bracket may hold a last sublayer too.</summary>
    private WordSpec[] LanguageModel()
    {
        WordSpec[] sublayer = Coin(0.2) ? [.. Norm(), .. Operator(letters: false), new ResidualSpec()] : [];
        return [.. sublayer, .. Norm(), new LanguageModelHeadSpec(Coin(), Coin(), Coin() ? 0 : 4, Coin() ? 1 : 0.5f)];
    }

    private WordSpec[] Ending() => _random.Next(5) switch
    {
        4 => [new ProjectSpec(Width), new ActivateSpec(Act.Gelu), new LayerNormSpec(), new LanguageModelHeadSpec(Tied: true, Bias: true)],
        0 => [new PoolSpec(Generator.Spec.Pooling.Mean), .. Output("Pooled"), new NormalizeSpec()],
        1 => [new PoolSpec(Generator.Spec.Pooling.First), new ClassifierSpec(3)],
        2 => [.. Norm(), new SpanHeadSpec()],
        _ => [new LayerNormSpec()],
    };

    private List<BracketSpec> Brackets(int count, bool letters)
    {
        List<BracketSpec> brackets = [];
        for (int index = 0; index < count; index++)
        {
            brackets.Add(new BracketSpec(new EquatableArray<WordSpec>(Words(index > 0, letters))));
        }

        return brackets;
    }

    /// <summary>What a leading Parallel stands beside reaches the stream through the Residual alone, so there is one.</summary>
    private List<WordSpec> Words(bool mayStandBeside, bool letters)
    {
        bool standsBeside = mayStandBeside && Coin(0.2);
        List<WordSpec> words = [.. standsBeside ? [new ParallelSpec()] : Array.Empty<WordSpec>(), .. Norm()];
        words.AddRange(Operator(letters));
        if (words[^1] is OperatorSpec or ModifierSpec && Coin(0.3))
        {
            words.Add(new ParallelSpec());
            words.AddRange(Norm());
            words.Add(new FeedForwardSpec(20, Act.Relu));
        }
        else if (Coin(0.2))
        {
            words.AddRange(Operator(letters));
        }

        words.AddRange(Norm());
        words.AddRange(standsBeside || Coin(0.75) ? [new ResidualSpec(Coin(0.7) ? 1 : 0.5f)] : []);
        words.AddRange(Norm());
        return words;
    }

    private List<WordSpec> Operator(bool letters)
    {
        string only = letters && Coin(0.3) ? (Coin() ? "a" : "b") : "";
        switch (_random.Next(5))
        {
            case 0:
                return [new FeedForwardSpec(_random.Next(10, 70), Pick(Act.Silu, Act.Gelu, Act.Relu), Coin(), Coin())];
            case 1:
                return [new ProjectSpec(Width, Coin())];
            case 2:
                return [Coin() ? new ActivateSpec(Act.Tanh) : new ScaleSpec(0.75f)];
            default:
                int heads = Pick(1, 2, 4);
                AttentionSpec attention = new(heads, HeadWidth: Coin() ? 0 : 8, Bias: Coin());
                attention = attention with { KeyValueHeads = Pick(0, 1), ValueWidth = Pick(0, 6), KeyBias = Coin() ? null : Coin() };
                return [Coin(0.1) ? new AttentionSpec(heads, Projections: false) : Unusual(attention), .. Modifiers(only)];
        }
    }

    private AttentionSpec Unusual(AttentionSpec attention) => _random.Next(6) switch
    {
        0 => attention with { Score = Generator.Spec.Score.Cosine, Scale = 3 },
        1 => attention with { ScaleByLayer = _inStack },
        _ => attention,
    };

    private WordSpec[] Modifiers(string only) =>
    [
        .. Coin(0.3) ? [new QueryKeyNormSpec(Over: Pick(Generator.Spec.Over.Head, Generator.Spec.Over.All))] : Array.Empty<WordSpec>(),
        .. Coin() ? Rotation(only) : [],
        .. Coin(0.2) ? [new SoftCapSpec(3)] : Array.Empty<WordSpec>(),
        .. Coin(0.2) ? [new AlibiSpec()] : Array.Empty<WordSpec>(),
        .. _causal ? [new CausalSpec()] : Array.Empty<WordSpec>(),
        .. Coin(0.3) ? [new WindowSpec(_random.Next(1, 6)) { In = only }] : Array.Empty<WordSpec>(),
    ];

    private WordSpec[] Rotation(string only)
    {
        RotarySpec rotary = new(Width: Coin() ? 0 : 4, Pairing: Pick(Generator.Spec.Pairing.Halves, Generator.Spec.Pairing.Adjacent)) { In = only };
        return Coin(0.6) ? [rotary] : [rotary, Pick<WordSpec>(new InterpolatedSpec(4), new Llama3Spec(8, Original: 16), new YarnSpec(4, Original: 16)) with { In = only }];
    }

    private WordSpec[] Norm() => _random.Next(4) switch
    {
        0 => [new LayerNormSpec(Coin(), Coin())],
        1 => [new RmsNormSpec(Coin())],
        _ => [],
    };

    private WordSpec[] Output(string name) => Coin(0.2) ? [new OutputSpec(name)] : [];

    private static SectionSpec Bracket(params WordSpec[] words) => new(null, EquatableArray.Of(new BracketSpec(words.ToEquatableArray())));

    private bool Coin(double chance = 0.5) => _random.NextDouble() < chance;

    private T Pick<T>(params T[] choices) => choices[_random.Next(choices.Length)];
}
