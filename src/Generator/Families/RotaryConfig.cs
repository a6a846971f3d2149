using Etch.Generator.Diagnostics;
using Etch.Generator.Spec;

namespace Etch.Generator.Families;

/// <summary>Base and scaling of a rotation, in the older and in the newer spelling (transformers, modeling_rope_utils.py).</summary>
internal static class RotaryConfig
{
    public static (RotarySpec Rotary, RotaryScalingSpec? Scaling) Read(ConfigFields fields, int context)
    {
        IReadOnlyDictionary<string, JsonValue>? scaling = fields.Members("rope_scaling"), parameters = fields.Members("rope_parameters");
        float theta = fields.Float("rope_theta", 10_000);
        if (scaling is not null && parameters is not null && !Same(scaling, parameters))
        {
            fields.Contradict("rope_scaling", "rope_parameters");
        }

        if ((parameters ?? scaling) is not { } members)
        {
            return (new RotarySpec(theta), null);
        }

        List<Parsing.Finding> inner = [];
        ConfigFields fieldsOf = new(members, inner);
        float inside = fieldsOf.Float("rope_theta", theta);
        if (inside != theta && fields.Has("rope_theta"))
        {
            fields.Contradict("rope_theta", "rope_parameters.rope_theta");
        }

        fieldsOf.Agree("rope_type", "type");
        string kind = fieldsOf.Text("rope_type", fieldsOf.Text("type", "default"));
        RotaryScalingSpec? word = Scaling(fields, fieldsOf, kind, context);
        fieldsOf.RefuseTheRest();
        inner.ForEach(finding => fields.Say(finding with { Message = $"In rope_scaling ({kind}): {finding.Message}" }));
        return (new RotarySpec(inside), word);
    }

    private static bool Same(IReadOnlyDictionary<string, JsonValue> a, IReadOnlyDictionary<string, JsonValue> b) =>
        a.Count == b.Count && a.All(member => b.TryGetValue(member.Key, out JsonValue other) && Equals(member.Value.Value, other.Value));

    private static RotaryScalingSpec? Scaling(ConfigFields outer, ConfigFields fields, string kind, int context)
    {
        switch (kind)
        {
            case "default":
                return null;
            case "linear":
                return new InterpolatedSpec(fields.Float("factor", 1));
            case "dynamic":
                fields.Ignore("factor", "original_max_position_embeddings");
                outer.Inform(Rules.DynamicRotary, $"Dynamic rotary scaling changes with the length of the moment; it is compiled for the {context} positions of the training, where it is plain rotation.");
                return null;
            case "llama3":
                return new Llama3Spec(fields.Float("factor", 8), fields.Float("low_freq_factor", 1), fields.Float("high_freq_factor", 4), fields.Int("original_max_position_embeddings", 8192));
            case "yarn":
                return new YarnSpec(fields.Float("factor", 1), fields.Int("original_max_position_embeddings", context), fields.Float("beta_fast", 32), fields.Float("beta_slow", 1),
                    fields.Bool("truncate", true), Magnitude(fields));
            case "longrope" or "su":
                return LongRope(outer, fields, context);
            default:
                outer.Refuse($"rope_scaling: {kind}", "this kind of scaling is not known");
                return null;
        }
    }

    /// <summary>attention_factor, else the quotient of the two mscales, else 0.1 · ln(factor) + 1 (which 0 means).</summary>
    private static float Magnitude(ConfigFields fields)
    {
        float factor = fields.Float("factor", 1), given = fields.Float("attention_factor", 0), scale = fields.Float("mscale", 0), all = fields.Float("mscale_all_dim", 0);
        float Of(float mscale) => factor <= 1 ? 1 : (float)((0.1 * mscale * Math.Log(factor)) + 1);
        return given != 0 ? given : scale != 0 && all != 0 ? Of(scale) / Of(all) : 0;
    }

    private static LongRopeSpec LongRope(ConfigFields outer, ConfigFields fields, int context)
    {
        int inside = fields.Int("original_max_position_embeddings", context), original = outer.Int("original_max_position_embeddings", inside);
        if (fields.Has("original_max_position_embeddings") && inside != original)
        {
            outer.Contradict("original_max_position_embeddings", "rope_scaling.original_max_position_embeddings");
        }

        double factor = outer.Has("original_max_position_embeddings") ? (double)context / original : fields.Float("factor", (float)context / original);
        fields.Ignore("factor");
        float given = fields.Float("attention_factor", 0);
        float magnitude = given != 0 ? given : factor <= 1 ? 1 : (float)Math.Sqrt(1 + (Math.Log(factor) / Math.Log(original)));
        return new LongRopeSpec(original, fields.Floats("short_factor"), fields.Floats("long_factor"), magnitude);
    }
}
