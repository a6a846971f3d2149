using Etch.Generator.Spec;

namespace Etch.Generator.Families;

/// <summary>
/// The tensor of a family's files that each role is. A line ends in .* on both sides where weight and bias (of a norm: gain and bias)
/// stand side by side.
/// </summary>
internal static class TensorNames
{
    /// <returns>The expression, or null where the family has no such role.</returns>
    public static string? Find(ModelSpec spec, string role)
    {
        PartSpec part = spec.Parts[0];
        if (spec.Tensors.LastOrDefault(tensor => tensor.Role == role) is { } line)
        {
            return line.Expression;
        }

        if (spec.Naming == Naming.Roles)
        {
            return $"\"{role}\"";
        }

        string place = Plain(role);
        return Lines(spec.Naming, part).Select(entry => Match(entry.Role, entry.Tensor, place)).FirstOrDefault(expression => expression is not null);
    }

    /// <summary>The place of a head's bracket does not matter to a family: final.1.project is final.project.</summary>
    private static string Plain(string role) => System.Text.RegularExpressions.Regex.Replace(role, @"^final\.\d+\.", "final.");

    private static string? Match(string role, string tensor, string wanted)
    {
        if (!role.EndsWith(".*", StringComparison.Ordinal))
        {
            return role == wanted ? tensor : null;
        }

        string stem = role.Substring(0, role.Length - 1);
        if (!wanted.StartsWith(stem, StringComparison.Ordinal))
        {
            return null;
        }

        string kind = wanted.Substring(stem.Length);
        return kind is "weight" or "gain" ? tensor.Replace("*", "weight").Replace("§", "gamma") : kind == "bias" ? tensor.Replace("*", "bias").Replace("§", "beta") : null;
    }

    private static IEnumerable<(string Role, string Tensor)> Lines(Naming naming, PartSpec part) => naming switch
    {
        Naming.Gpt2 => Gpt2(part),
        Naming.Llama => Llama(),
        Naming.Bert => Bert("(bert.|)", part),
        Naming.Roberta => Bert("(roberta.|)", part),
        Naming.DistilBert => DistilBert(part),
        _ => [],
    };

    /// <summary>Conv1D stores (in × out), and query, key and value side by side.</summary>
    private static IEnumerable<(string Role, string Tensor)> Gpt2(PartSpec part)
    {
        const string P = "(transformer.|)", H = P + "h.{layer}.", L = "layers.{layer}.";
        yield return ("tokens.weight", $"\"{P}wte.weight\"");
        yield return ("positions.weight", $"\"{P}wpe.weight\"");
        yield return (L + "0.norm.*", $"\"{H}ln_1.*\"");
        yield return (L + "1.norm.*", $"\"{H}ln_2.*\"");
        int heads = part.Words.OfType<AttentionSpec>().Select(word => word.Heads * (word.HeadWidth == 0 ? part.Width / Math.Max(word.Heads, 1) : word.HeadWidth)).FirstOrDefault();
        int from = 0;
        foreach (string name in new[] { "query", "key", "value" })
        {
            yield return ($"{L}0.attention.{name}.weight", $"\"{H}attn.c_attn.weight\"[:, {from}:{from + heads}].T");
            yield return ($"{L}0.attention.{name}.bias", $"\"{H}attn.c_attn.bias\"[{from}:{from + heads}]");
            from += heads;
        }

        yield return (L + "0.attention.output.weight", $"\"{H}attn.c_proj.weight\".T");
        yield return (L + "0.attention.output.bias", $"\"{H}attn.c_proj.bias\"");
        yield return (L + "1.feedForward.up.weight", $"\"{H}mlp.c_fc.weight\".T");
        yield return (L + "1.feedForward.up.bias", $"\"{H}mlp.c_fc.bias\"");
        yield return (L + "1.feedForward.down.weight", $"\"{H}mlp.c_proj.weight\".T");
        yield return (L + "1.feedForward.down.bias", $"\"{H}mlp.c_proj.bias\"");
        yield return ("final.norm.*", $"\"{P}ln_f.*\"");
        yield return ("head.weight", "\"lm_head.weight\"");
        yield return ("classifier.*", "\"score.*\"");
    }

    private static IEnumerable<(string Role, string Tensor)> Llama()
    {
        const string P = "(model.|)", H = P + "layers.{layer}.", L = "layers.{layer}.";
        yield return ("tokens.weight", $"\"{P}embed_tokens.weight\"");
        yield return (L + "0.norm.*", $"\"{H}input_layernorm.*\"");
        yield return (L + "0.attention.query.*", $"\"{H}self_attn.q_proj.*\"");
        yield return (L + "0.attention.key.*", $"\"{H}self_attn.k_proj.*\"");
        yield return (L + "0.attention.value.*", $"\"{H}self_attn.v_proj.*\"");
        yield return (L + "0.attention.output.*", $"\"{H}self_attn.o_proj.*\"");
        yield return (L + "1.norm.*", $"\"{H}post_attention_layernorm.*\"");
        yield return (L + "1.feedForward.gate.*", $"\"{H}mlp.gate_proj.*\"");
        yield return (L + "1.feedForward.up.*", $"\"{H}mlp.up_proj.*\"");
        yield return (L + "1.feedForward.down.*", $"\"{H}mlp.down_proj.*\"");
        yield return ("final.norm.*", $"\"{P}norm.*\"");
        yield return ("head.weight", "\"lm_head.weight\"");
        yield return ("classifier.*", "\"score.*\"");
    }

    /// <summary>Old files say gamma and beta.</summary>
    private static IEnumerable<(string Role, string Tensor)> Bert(string prefix, PartSpec part)
    {
        string E = prefix + "embeddings.", H = prefix + "encoder.layer.{layer}.";
        const string L = "layers.{layer}.", Old = "(*|§)";
        bool roberta = prefix == "(roberta.|)", masked = part.Words.Any(word => word is LanguageModelHeadSpec), classifies = part.Words.Any(word => word is ClassifierSpec);
        yield return ("tokens.weight", $"\"{E}word_embeddings.weight\"");
        yield return ("positions.weight", $"\"{E}position_embeddings.weight\"");
        yield return ("segments.weight", $"\"{E}token_type_embeddings.weight\"");
        yield return ("input.norm.*", $"\"{E}LayerNorm.{Old}\"");
        yield return (L + "0.attention.query.*", $"\"{H}attention.self.query.*\"");
        yield return (L + "0.attention.key.*", $"\"{H}attention.self.key.*\"");
        yield return (L + "0.attention.value.*", $"\"{H}attention.self.value.*\"");
        yield return (L + "0.attention.output.*", $"\"{H}attention.output.dense.*\"");
        yield return (L + "0.norm.*", $"\"{H}attention.output.LayerNorm.{Old}\"");
        yield return (L + "1.feedForward.up.*", $"\"{H}intermediate.dense.*\"");
        yield return (L + "1.feedForward.down.*", $"\"{H}output.dense.*\"");
        yield return (L + "1.norm.*", $"\"{H}output.LayerNorm.{Old}\"");
        yield return ("span.*", "\"qa_outputs.*\"");
        if (masked)
        {
            yield return ("final.project.*", roberta ? "\"lm_head.dense.*\"" : "\"cls.predictions.transform.dense.*\"");
            yield return ("final.norm.*", roberta ? $"\"lm_head.layer_norm.{Old}\"" : $"\"cls.predictions.transform.LayerNorm.{Old}\"");
            yield return ("head.bias", roberta ? "\"lm_head.(bias|decoder.bias)\"" : "\"cls.predictions.(bias|decoder.bias)\"");
        }

        bool pooled = part.Words.Any(word => word is PoolSpec);
        yield return ("final.project.*", roberta && classifies ? "\"classifier.dense.*\"" : $"\"{prefix}pooler.dense.*\"");
        yield return ("classifier.*", roberta && pooled ? "\"classifier.out_proj.*\"" : "\"classifier.*\"");
    }

    private static IEnumerable<(string Role, string Tensor)> DistilBert(PartSpec part)
    {
        const string P = "(distilbert.|)", H = P + "transformer.layer.{layer}.", L = "layers.{layer}.";
        bool masked = part.Words.Any(word => word is LanguageModelHeadSpec);
        yield return ("tokens.weight", $"\"{P}embeddings.word_embeddings.weight\"");
        yield return ("positions.weight", $"\"{P}embeddings.position_embeddings.weight\"");
        yield return ("input.norm.*", $"\"{P}embeddings.LayerNorm.*\"");
        yield return (L + "0.attention.query.*", $"\"{H}attention.q_lin.*\"");
        yield return (L + "0.attention.key.*", $"\"{H}attention.k_lin.*\"");
        yield return (L + "0.attention.value.*", $"\"{H}attention.v_lin.*\"");
        yield return (L + "0.attention.output.*", $"\"{H}attention.out_lin.*\"");
        yield return (L + "0.norm.*", $"\"{H}sa_layer_norm.*\"");
        yield return (L + "1.feedForward.up.*", $"\"{H}ffn.lin1.*\"");
        yield return (L + "1.feedForward.down.*", $"\"{H}ffn.lin2.*\"");
        yield return (L + "1.norm.*", $"\"{H}output_layer_norm.*\"");
        yield return ("span.*", "\"qa_outputs.*\"");
        yield return ("final.project.*", masked ? "\"vocab_transform.*\"" : "\"pre_classifier.*\"");
        yield return ("final.norm.*", "\"vocab_layer_norm.*\"");
        yield return ("head.bias", "\"vocab_projector.bias\"");
        yield return ("classifier.*", "\"classifier.*\"");
    }
}
