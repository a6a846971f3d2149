using Etch.Generator.Spec;

namespace Etch.Generator.Families;

/// <summary>Llama 1 to 3 (Touvron et al. 2023) and the many that keep its names.</summary>
internal class LlamaFamily : Family
{
    public override IReadOnlyList<string> ModelTypes => ["llama"];

    public override Naming Naming => Naming.Llama;

    protected virtual string Prefix => "Llama";

    public override PartSpec Read(ConfigFields fields)
    {
        fields.Ignore("attention_dropout", "pretraining_tp", "hidden_dropout");
        int width = fields.Required("hidden_size"), heads = fields.Required("num_attention_heads"), layers = fields.Required("num_hidden_layers");
        int context = fields.Int("max_position_embeddings", 2048), keyHeads = fields.Int("num_key_value_heads", DefaultKeyValueHeads(heads)), headWidth = fields.Int("head_dim", 0);
        bool bias = HasBias(fields, "attention_bias");
        AttentionSpec attention = new(heads, KeyValueHeads: keyHeads == heads ? 0 : keyHeads, HeadWidth: headWidth * heads == width ? 0 : headWidth, Bias: bias);
        FeedForwardSpec feedForward = new(fields.Required("intermediate_size"), fields.Activation("hidden_act", "silu"), Gated: true, Bias: HasBias(fields, "mlp_bias"));
        (RotarySpec rotary, RotaryScalingSpec? scaling) = RotaryConfig.Read(fields, context);
        return new PartSpec("", width, context, fields.Float("rms_norm_eps", 1e-6f), EquatableArray.Of(
            Bracket(new TokensSpec(fields.Required("vocab_size"))),
            Stack(new RepeatSpec(layers),
                [new RmsNormSpec(), attention, rotary, scaling, new CausalSpec(), Window(fields, context), new ResidualSpec()],
                [new RmsNormSpec(), feedForward, new ResidualSpec()]),
            Head(fields)));
    }

    protected virtual int DefaultKeyValueHeads(int heads) => heads;

    protected virtual WindowSpec? Window(ConfigFields fields, int context) => null;

    protected virtual bool HasBias(ConfigFields fields, string name) => fields.Bool(name, false);

    private SectionSpec Head(ConfigFields fields)
    {
        bool tied = fields.Bool("tie_word_embeddings", false);
        string architecture = fields.Architecture($"{Prefix}ForCausalLM");
        if (architecture == $"{Prefix}ForCausalLM")
        {
            return Bracket(new RmsNormSpec(), new LanguageModelHeadSpec(tied));
        }

        if (architecture == $"{Prefix}Model")
        {
            return Bracket(new RmsNormSpec());
        }

        if (architecture == $"{Prefix}ForSequenceClassification")
        {
            return Bracket(new RmsNormSpec(), new PoolSpec(Pooling.Last), new ClassifierSpec(fields.Labels(), Bias: false));
        }

        fields.Refuse($"architectures: {architecture}", "this head is not known");
        return Bracket(new RmsNormSpec());
    }
}

/// <summary>Mistral 7B (Jiang et al. 2023): Llama's names, a sliding window, no bias ever.</summary>
internal sealed class MistralFamily : LlamaFamily
{
    public override IReadOnlyList<string> ModelTypes => ["mistral"];

    protected override string Prefix => "Mistral";

    protected override int DefaultKeyValueHeads(int heads) => 8;

    protected override bool HasBias(ConfigFields fields, string name)
    {
        fields.Ignore(name);
        return false;
    }

    /// <summary>A window that is wider than the context hides nothing.</summary>
    protected override WindowSpec? Window(ConfigFields fields, int context)
    {
        if (fields.Has("layer_types"))
        {
            fields.Refuse("layer_types", "the reference runs a mistral file without them; a model that means them is of the family 'ministral'");
        }

        int window = fields.Int("sliding_window", 4096);
        return fields.IsNull("sliding_window") || window > context ? null : new WindowSpec(window);
    }
}
