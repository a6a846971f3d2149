using Etch.Generator.Spec;

namespace Etch.Generator.Families;

/// <summary>BERT (Devlin et al. 2018).</summary>
internal class BertFamily : Family
{
    public override IReadOnlyList<string> ModelTypes => ["bert"];

    public override Naming Naming => Naming.Bert;

    /// <summary>What the names of this family's classes begin with.</summary>
    protected virtual string Prefix(ConfigFields fields) => "Bert";

    /// <summary>Rows of the position table before position 0.</summary>
    protected virtual int PositionOffset(ConfigFields fields) => 0;

    public override PartSpec Read(ConfigFields fields)
    {
        fields.Ignore("hidden_dropout_prob", "attention_probs_dropout_prob", "classifier_dropout", "pooler_fc_size", "pooler_num_attention_heads", "pooler_num_fc_layers", "pooler_size_per_head",
            "pooler_type", "directionality");
        int width = fields.Int("hidden_size", 768), offset = PositionOffset(fields);
        string positions = fields.Text("position_embedding_type", "absolute");
        if (positions != "absolute")
        {
            fields.Refuse($"position_embedding_type: {positions}", "relative positions are not built yet");
        }

        if (fields.Int("embedding_size", width) != width)
        {
            fields.Refuse("embedding_size", "it must be the hidden size");
        }

        Activation activation = fields.Activation("hidden_act", "gelu");
        return new PartSpec("", width, fields.Int("max_position_embeddings", 512) - offset, fields.Float("layer_norm_eps", 1e-12f),
            EquatableArray.Of(
                Bracket(new TokensSpec(fields.Int("vocab_size", 30522)), new SegmentsSpec(fields.Int("type_vocab_size", 2)), new LearnedPositionsSpec(offset), new LayerNormSpec()),
                Stack(new RepeatSpec(fields.Int("num_hidden_layers", 12)),
                    [new AttentionSpec(fields.Int("num_attention_heads", 12)), new ResidualSpec(), new LayerNormSpec()],
                    [new FeedForwardSpec(fields.Int("intermediate_size", 3072), activation), new ResidualSpec(), new LayerNormSpec()]))
            .Concat(Heads(fields, width, activation)).ToEquatableArray());
    }

    protected virtual Activation PoolerActivation => Activation.Tanh;

    /// <summary>The activation before a masked language model's head.</summary>
    protected virtual Activation MaskedActivation(Activation activation) => activation;

    protected virtual IEnumerable<SectionSpec> Heads(ConfigFields fields, int width, Activation activation)
    {
        if (!fields.Bool("tie_word_embeddings", true))
        {
            fields.Refuse("tie_word_embeddings: false", "the head of this family is its token table");
        }

        string prefix = Prefix(fields), architecture = fields.Architecture($"{prefix}Model");
        string head = architecture.StartsWith(prefix, StringComparison.Ordinal) ? architecture.Substring(prefix.Length) : architecture;
        WordSpec[] pooler = [new PoolSpec(Pooling.First), new ProjectSpec(width), new ActivateSpec(PoolerActivation)];
        switch (head)
        {
            case "Model":
                return [Bracket(new OutputSpec("hidden")), Bracket(pooler)];
            case "ForSequenceClassification":
                return [Bracket([.. pooler, new ClassifierSpec(fields.Labels())])];
            case "ForTokenClassification":
                return [Bracket(new ClassifierSpec(fields.Labels()))];
            case "ForQuestionAnswering":
                return [Bracket(new SpanHeadSpec())];
            case "ForMaskedLM":
                return [Bracket(new ProjectSpec(width), new ActivateSpec(MaskedActivation(activation)), new LayerNormSpec(), new LanguageModelHeadSpec(Tied: true, Bias: true))];
            default:
                fields.Refuse($"architectures: {architecture}", "this head is not known");
                return [];
        }
    }
}

/// <summary>RoBERTa (Liu et al. 2019), XLM-RoBERTa, CamemBERT: positions begin after the padding id.</summary>
internal sealed class RobertaFamily : BertFamily
{
    public override IReadOnlyList<string> ModelTypes => ["roberta", "xlm-roberta", "camembert"];

    public override Naming Naming => Naming.Roberta;

    protected override string Prefix(ConfigFields fields) =>
        fields.Text("model_type", "") switch { "xlm-roberta" => "XLMRoberta", "camembert" => "Camembert", _ => "Roberta" };

    protected override int PositionOffset(ConfigFields fields) => fields.Int("pad_token_id", 1) + 1;

    protected override Activation MaskedActivation(Activation activation) => Activation.Gelu;
}

/// <summary>DistilBERT (Sanh et al. 2019): no segments, no pooler.</summary>
internal sealed class DistilBertFamily : Family
{
    public override IReadOnlyList<string> ModelTypes => ["distilbert"];

    public override Naming Naming => Naming.DistilBert;

    public override PartSpec Read(ConfigFields fields)
    {
        fields.Ignore("dropout", "attention_dropout", "qa_dropout", "seq_classif_dropout", "sinusoidal_pos_embds", "tie_weights_");
        int width = fields.Int(768, "dim", "hidden_size");
        Activation activation = fields.Activation("activation", "gelu");
        return new PartSpec("", width, fields.Int("max_position_embeddings", 512), 1e-12f, EquatableArray.Of(
            Bracket(new TokensSpec(fields.Int("vocab_size", 30522)), new LearnedPositionsSpec(), new LayerNormSpec()),
            Stack(new RepeatSpec(fields.Int(6, "n_layers", "num_hidden_layers")),
                [new AttentionSpec(fields.Int(12, "n_heads", "num_attention_heads")), new ResidualSpec(), new LayerNormSpec()],
                [new FeedForwardSpec(fields.Int("hidden_dim", 4 * width), activation), new ResidualSpec(), new LayerNormSpec()]))
            .Concat(Heads(fields, width, activation)).ToEquatableArray());
    }

    private static IEnumerable<SectionSpec> Heads(ConfigFields fields, int width, Activation activation)
    {
        if (!fields.Bool("tie_word_embeddings", true))
        {
            fields.Refuse("tie_word_embeddings: false", "the head of this family is its token table");
        }

        string architecture = fields.Architecture("DistilBertModel");
        switch (architecture)
        {
            case "DistilBertModel":
                return [];
            case "DistilBertForSequenceClassification":
                return [Bracket(new PoolSpec(Pooling.First), new ProjectSpec(width), new ActivateSpec(Activation.Relu), new ClassifierSpec(fields.Labels()))];
            case "DistilBertForTokenClassification":
                return [Bracket(new ClassifierSpec(fields.Labels()))];
            case "DistilBertForQuestionAnswering":
                return [Bracket(new SpanHeadSpec())];
            case "DistilBertForMaskedLM":
                return [Bracket(new ProjectSpec(width), new ActivateSpec(activation), new LayerNormSpec(), new LanguageModelHeadSpec(Tied: true, Bias: true))];
            default:
                fields.Refuse($"architectures: {architecture}", "this head is not known");
                return [];
        }
    }
}
