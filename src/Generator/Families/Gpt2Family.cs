using Etch.Generator.Spec;

namespace Etch.Generator.Families;

/// <summary>GPT-2 (Radford et al. 2019), DialoGPT, distilgpt2.</summary>
internal class Gpt2Family : Family
{
    public override IReadOnlyList<string> ModelTypes => ["gpt2"];

    public override Naming Naming => Naming.Gpt2;

    public override PartSpec Read(ConfigFields fields)
    {
        fields.Ignore("attn_pdrop", "embd_pdrop", "resid_pdrop", "reorder_and_upcast_attn", "summary_type", "summary_use_proj", "summary_activation", "summary_first_dropout",
            "summary_proj_to_labels");
        int width = fields.Required("n_embd", "hidden_size"), heads = fields.Required("n_head", "num_attention_heads");
        int layers = fields.Required("n_layer", "num_hidden_layers"), context = fields.Int(1024, "n_positions", "max_position_embeddings", "n_ctx");
        AttentionSpec attention = new(heads, Scale: fields.Bool("scale_attn_weights", true) ? 0 : 1, ScaleByLayer: fields.Bool("scale_attn_by_inverse_layer_idx", false));
        FeedForwardSpec feedForward = new(fields.Int("n_inner", 4 * width), fields.Activation("activation_function", "gelu_new"));
        bool tied = fields.Bool("tie_word_embeddings", true);
        return new PartSpec("", width, context, fields.Float("layer_norm_epsilon", 1e-5f), EquatableArray.Of(
            Bracket(new TokensSpec(fields.Required("vocab_size")), new LearnedPositionsSpec()),
            Stack(new RepeatSpec(layers, Pattern(fields)),
                [new LayerNormSpec(), attention, new CausalSpec(), Band(fields, context), new ResidualSpec()],
                [new LayerNormSpec(), feedForward, new ResidualSpec()]),
            Head(fields, tied)));
    }

    protected virtual string Pattern(ConfigFields fields) => "";

    protected virtual WindowSpec? Band(ConfigFields fields, int context) => null;

    /// <summary>The answer: logits over the vocabulary, labels of the last token, or hidden states.</summary>
    protected virtual SectionSpec Head(ConfigFields fields, bool tied)
    {
        string architecture = fields.Architecture("GPT2LMHeadModel");
        return architecture switch
        {
            "GPT2LMHeadModel" => Bracket(new LayerNormSpec(), new LanguageModelHeadSpec(tied)),
            "GPT2Model" => Bracket(new LayerNormSpec()),
            "GPT2ForSequenceClassification" => Bracket(new LayerNormSpec(), new PoolSpec(Pooling.Last), new ClassifierSpec(fields.Labels(), Bias: false)),
            _ => UnknownHead(fields, architecture),
        };
    }

    protected static SectionSpec UnknownHead(ConfigFields fields, string architecture)
    {
        fields.Refuse($"architectures: {architecture}", "this head is not known");
        return Bracket(new LayerNormSpec());
    }
}

/// <summary>GPT-3 (Brown et al. 2020): GPT-2's blocks, dense and locally banded in turn.</summary>
internal sealed class Gpt3Family : Gpt2Family
{
    public override IReadOnlyList<string> ModelTypes => ["etch-gpt3"];

    protected override string Pattern(ConfigFields fields) => "db";

    protected override WindowSpec Band(ConfigFields fields, int context) => new(Math.Min(fields.Required("band"), context)) { In = "b" };

    protected override SectionSpec Head(ConfigFields fields, bool tied) => Bracket(new LayerNormSpec(), new LanguageModelHeadSpec(tied));
}
