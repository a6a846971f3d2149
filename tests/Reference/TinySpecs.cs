using Etch.Generator.Spec;
using Act = Etch.Generator.Spec.Activation;

namespace Etch.Reference;

/// <summary>Models of a few thousand parameters, one for each shape that a family has: widths that are no whole vectors, few heads, two or three
/// layers.</summary>
internal static class TinySpecs
{
    public const int Context = 64;

    public static IReadOnlyDictionary<string, ModelSpec> All { get; } = Decoders().Concat(Encoders()).ToDictionary(spec => spec.Name);

    private static IEnumerable<ModelSpec> Decoders()
    {
        yield return Model("Llama", 32, Input(), Stack(3, "",
            Of(new RmsNormSpec(), new AttentionSpec(4, KeyValueHeads: 2, Bias: false), new RotarySpec(), new CausalSpec(), new ResidualSpec()),
            Of(new RmsNormSpec(), new FeedForwardSpec(40, Act.Silu, Gated: true, Bias: false), new ResidualSpec())), Head(tied: true));
        yield return Model("Gpt2", 36, Input(new LearnedPositionsSpec(2)), Stack(2, "",
            Of(new LayerNormSpec(), new AttentionSpec(3), new CausalSpec(), new ResidualSpec()),
            Of(new LayerNormSpec(), new FeedForwardSpec(52, Act.GeluTanh), new ResidualSpec())),
                Bracket(new LayerNormSpec(), new LanguageModelHeadSpec(Tied: true)));
        yield return Model("GptJ", 32, Input(), Stack(2, "",
            Of(new LayerNormSpec(), new AttentionSpec(4, Bias: false), new RotarySpec(Width: 4, Pairing: Generator.Spec.Pairing.Adjacent), new CausalSpec(),
                new ParallelSpec(), new FeedForwardSpec(48, Act.GeluTanh), new ResidualSpec())), Head(bias: true));
        yield return Model("NeoX", 32, Input(), Stack(2, "",
            Of(new LayerNormSpec(), new AttentionSpec(4), new RotarySpec(Width: 4), new CausalSpec(), new ResidualSpec()),
            Of(new ParallelSpec(), new LayerNormSpec(), new FeedForwardSpec(48, Act.Gelu), new ResidualSpec())), Head());
        yield return Model("Gemma2", 32, Bracket(new TokensSpec(40, Scale: 5.656854f)), Stack(3, "sf",
            Of(new RmsNormSpec(), new AttentionSpec(4, KeyValueHeads: 2, HeadWidth: 6, Scale: 0.3f, Bias: false), new RotarySpec(), new SoftCapSpec(5),
                new CausalSpec(), new WindowSpec(3) { In = "s" }, new RmsNormSpec(), new ResidualSpec()),
            Of(new RmsNormSpec(), new FeedForwardSpec(40, Act.GeluTanh, Gated: true, Bias: false), new RmsNormSpec(), new ResidualSpec())),
                Head(tied: true, softCap: 3));
        yield return Model("Bloom", 32, Input(new LayerNormSpec()), Stack(2, "",
            Of(new LayerNormSpec()),
            Of(new AttentionSpec(4, KeyBias: false), new AlibiSpec(), new CausalSpec(), new ResidualSpec()),
            Of(new LayerNormSpec(), new FeedForwardSpec(48, Act.GeluTanh), new ResidualSpec())), Head(tied: true));
        yield return Model("Qwen3", 32, Input(), Stack(2, "",
            Of(new RmsNormSpec(), new AttentionSpec(2, KeyValueHeads: 1, HeadWidth: 10, ValueWidth: 6, Bias: false), new QueryKeyNormSpec(), new RotarySpec(),
                new CausalSpec(), new ResidualSpec()),
            Of(new RmsNormSpec(), new FeedForwardSpec(40, Act.Silu, Gated: true), new ResidualSpec())), Head());
        yield return Model("Cohere", 32, Input(), Stack(2, "",
            Of(new LayerNormSpec(Bias: false), new AttentionSpec(4, Bias: false), new RotarySpec(),
                new QueryKeyNormSpec(Generator.Spec.Norm.Layer, Gain: Generator.Spec.Gain.PerHead),
                new CausalSpec(), new ParallelSpec(), new FeedForwardSpec(40, Act.Silu, Gated: true, Bias: false), new ResidualSpec())),
                    Head(tied: true, scale: 0.25f));
        yield return Model("Olmo2", 32, Input(), Stack(2, "",
            Of(new AttentionSpec(4, Bias: false), new QueryKeyNormSpec(Over: Generator.Spec.Over.All), new RotarySpec(), new Llama3Spec(8, Original: 16),
                new CausalSpec(), new RmsNormSpec(), new ResidualSpec()),
            Of(new FeedForwardSpec(40, Act.Silu, Gated: true, Bias: false), new RmsNormSpec(), new ResidualSpec())), Head());
        yield return Model("Granite", 32, Input(new ScaleSpec(3)), Stack(2, "",
            Of(new RmsNormSpec(), new AttentionSpec(4, Scale: 0.1f, ScaleByLayer: true, Bias: false), new RotarySpec(), new CausalSpec(),
                new ResidualSpec(0.22f)),
            Of(new RmsNormSpec(), new FeedForwardSpec(40, Act.Silu, Gated: true, Bias: false), new ResidualSpec(0.22f))), Head(tied: true, scale: 0.5f));
        yield return Model("Twice", 32, Input(new SinusoidalPositionsSpec()), Stack(2, "",
            Of(new LayerNormSpec(), new AttentionSpec(2), new CausalSpec(), new ResidualSpec()),
            Of(new LayerNormSpec(), new AttentionSpec(2), new CausalSpec(), new WindowSpec(4), new ResidualSpec())), Head());
        yield return Model("Opt", 32, Bracket(new TokensSpec(40, Width: 20), new ProjectSpec(32, Bias: false), new LearnedPositionsSpec()), Stack(2, "",
            Of(new AttentionSpec(4), new CausalSpec(), new ResidualSpec(), new LayerNormSpec()),
            Of(new FeedForwardSpec(48, Act.Relu), new ResidualSpec(), new LayerNormSpec())),
                Bracket(new ProjectSpec(20, Bias: false), new LanguageModelHeadSpec(Tied: true)));
        yield return Model("Projected", 32, Input(), Bracket(new ProjectSpec(32), new ResidualSpec()), Stack(2, "",
            Of(new ProjectSpec(32), new ResidualSpec()),
            Of(new LayerNormSpec(), new AttentionSpec(2), new CausalSpec(), new ResidualSpec()),
            Of(new ProjectSpec(32, Bias: false), new ResidualSpec())), Head());
        yield return Model("TwoStacks", 32, Input(),
            Stack(2, "", Of(new RmsNormSpec(), new AttentionSpec(4), new RotarySpec(), new CausalSpec(), new ResidualSpec())),
            Stack(2, "ab", Of(new RmsNormSpec(), new FeedForwardSpec(40, Act.Relu) { In = "a" }, new FeedForwardSpec(24, Act.Silu) { In = "b" },
                new ResidualSpec())), Head());
    }

    private static IEnumerable<ModelSpec> Encoders()
    {
        BracketSpec[] post =
        [
            Of(new AttentionSpec(4), new ResidualSpec(), new LayerNormSpec()),
            Of(new FeedForwardSpec(56, Act.Gelu), new ResidualSpec(), new LayerNormSpec()),
        ];
        SectionSpec input = Input(new SegmentsSpec(2), new LearnedPositionsSpec(), new LayerNormSpec());
        yield return Model("Bert", 32, input, Stack(2, "", post),
            Bracket(new PoolSpec(Generator.Spec.Pooling.First)), Bracket(new ProjectSpec(32), new ActivateSpec(Act.Tanh)), Bracket(new ClassifierSpec(3)));
        yield return Model("MiniLm", 32, input, Stack(2, "", post), Bracket(new PoolSpec(Generator.Spec.Pooling.Mean), new NormalizeSpec()));
        yield return Model("BertMasked", 32, input, Stack(2, "", post),
            Bracket(new ProjectSpec(32), new ActivateSpec(Act.Gelu), new LayerNormSpec(), new LanguageModelHeadSpec(Tied: true, Bias: true)));
        yield return Model("BertSpans", 32, input, Stack(2, "", post), Bracket(new SpanHeadSpec()));
        yield return Model("Albert", 32, Bracket(new TokensSpec(40, Width: 20), new LearnedPositionsSpec(), new LayerNormSpec(), new ProjectSpec(32)),
            Stack(3, "", true, post), Bracket(new OutputSpec("Middle"), new PoolSpec(Generator.Spec.Pooling.Weighted)));
        yield return Model("Local", 30, Input(), Stack(3, "f(ll)",
            Of(new LayerNormSpec(Bias: false), new AttentionSpec(3, Bias: false), new RotarySpec(160_000) { In = "f" }, new RotarySpec(10_000) { In = "l" },
                new WindowSpec(4) { In = "l" }, new ResidualSpec()),
            Of(new LayerNormSpec(Gain: false, Bias: false), new FeedForwardSpec(50, Act.QuickGelu, Gated: true), new ResidualSpec())),
            Bracket(new LayerNormSpec()), Bracket(new PoolSpec(Generator.Spec.Pooling.MeanSqrt)));
        yield return Model("Cosine", 32, Input(), Stack(2, "",
            Of(new AttentionSpec(1, Projections: false, Score: Generator.Spec.Score.Cosine), new ResidualSpec())),
                Bracket(new PoolSpec(Generator.Spec.Pooling.Max)));
        yield return Model("Bare", 32, Input(), Stack(2, "", Of(new AttentionSpec(2, Projections: false), new AlibiSpec(Generator.Spec.AlibiForm.Mpt))));
        yield return Model("Replaced", 32, Input(), Stack(2, "", Of(new LayerNormSpec(), new ProjectSpec(32))), Bracket(new LayerNormSpec()));
        yield return Model("NoStack", 24, Input(), Bracket(new LayerNormSpec(), new ClassifierSpec(5)));
        yield return Model("Chain", 24, Input(), Stack(2, "", Of(new LayerNormSpec()), Of(new FeedForwardSpec(24, Act.Mish))),
            Bracket(new OutputSpec("Before"), new LayerNormSpec(), new ActivateSpec(Act.LeakyRelu), new OutputSpec("After"),
                new PoolSpec(Generator.Spec.Pooling.Last)));
    }

    private static ModelSpec Model(string name, int width, params SectionSpec[] sections) =>
        new(name, "", "internal", EquatableArray.Of(new PartSpec("", width, Context, 1e-5f, sections.ToEquatableArray())), Generator.Spec.Naming.Roles,
            default);

    private static SectionSpec Input(params WordSpec[] words) => Bracket([new TokensSpec(40), .. words]);

    private static SectionSpec Head(bool tied = false, bool bias = false, float softCap = 0, float scale = 1) =>
        Bracket(new RmsNormSpec(), new LanguageModelHeadSpec(tied, bias, softCap, scale));

    private static SectionSpec Bracket(params WordSpec[] words) => new(null, EquatableArray.Of(Of(words)));

    private static SectionSpec Stack(int count, string pattern, params BracketSpec[] brackets) => Stack(count, pattern, false, brackets);

    private static SectionSpec Stack(int count, string pattern, bool shared, params BracketSpec[] brackets) =>
        new(new RepeatSpec(count, pattern, shared), brackets.ToEquatableArray());

    private static BracketSpec Of(params WordSpec[] words) => new(words.ToEquatableArray());
}
