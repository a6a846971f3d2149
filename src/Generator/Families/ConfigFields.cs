using System.Globalization;
using Etch.Generator.Diagnostics;
using Etch.Generator.Parsing;
using Etch.Generator.Spec;

namespace Etch.Generator.Families;

/// <summary>
/// Typed reads of a configuration's fields. Every field that a family reads is marked; what is left over and not known to leave
/// the numbers alone is refused, never ignored.
/// </summary>
internal sealed class ConfigFields(IReadOnlyDictionary<string, JsonValue> fields, List<Finding> findings)
{
    /// <summary>Fields that never change what a forward pass computes.</summary>
    private static readonly HashSet<string> s_harmless = new(StringComparer.Ordinal)
    {
        "architectures", "model_type", "transformers_version", "torch_dtype", "dtype", "_name_or_path", "name_or_path", "_commit_hash", "use_cache", "initializer_range",
        "bos_token_id", "eos_token_id", "pad_token_id", "sep_token_id", "cls_token_id", "mask_token_id", "unk_token_id", "decoder_start_token_id", "id2label", "label2id", "num_labels",
        "problem_type", "finetuning_task", "task_specific_params", "tokenizer_class", "prefix", "gradient_checkpointing", "output_attentions", "output_hidden_states", "return_dict",
        "use_return_dict", "torchscript", "tf_legacy_loss", "use_bfloat16", "chunk_size_feed_forward", "attn_implementation", "_attn_implementation", "_attn_implementation_autoset",
        "max_length", "min_length", "do_sample", "early_stopping", "num_beams", "num_beam_groups", "diversity_penalty", "temperature", "top_k", "top_p", "typical_p", "repetition_penalty",
        "length_penalty", "no_repeat_ngram_size", "encoder_no_repeat_ngram_size", "bad_words_ids", "num_return_sequences", "output_scores", "return_dict_in_generate",
        "forced_bos_token_id", "forced_eos_token_id", "remove_invalid_values", "exponential_decay_length_penalty", "suppress_tokens", "begin_suppress_tokens", "language_model", "base_model_tp_plan", "sentence_transformers",
    };

    private readonly HashSet<string> _read = new(s_harmless, StringComparer.Ordinal);

    public int Int(string name, int absent) => Number(name) is { } number ? Whole(name, number) : absent;

    /// <summary>A number that has several names; where several are given they agree.</summary>
    public int Int(int absent, params string[] names)
    {
        Agree(names);
        return names.FirstOrDefault(Has) is { } given ? Int(given, absent) : absent;
    }

    public int Required(params string[] names)
    {
        Agree(names);
        if (names.FirstOrDefault(Has) is { } given)
        {
            return Number(given) is { } number ? Whole(given, number) : 1;
        }

        findings.Add(new Finding(Rules.MissingField, $"There is no '{names[0]}'; the model's size follows from it, so take the file that belongs to the weights."));
        return 1;
    }

    public float Float(string name, float absent) => Number(name) is { } number ? (float)number : absent;

    public bool Bool(string name, bool absent) => Read(name) switch
    {
        null or { IsNull: true } => absent,
        { Value: bool value } => value,
        { } other => Wrong(name, "true or false", other, absent),
    };

    public string Text(string name, string absent) => Read(name) switch
    {
        null or { IsNull: true } => absent,
        { Value: string value } => value,
        { } other => Wrong(name, "a string", other, absent),
    };

    public bool IsNull(string name) => Read(name) is { IsNull: true };

    public bool Has(string name) => Read(name) is { IsNull: false };

    public JsonValue? Read(string name)
    {
        _read.Add(name);
        return fields.TryGetValue(name, out JsonValue value) ? value : null;
    }

    /// <summary>An object's members, or null where there is none.</summary>
    public IReadOnlyDictionary<string, JsonValue>? Members(string name) => Read(name) switch
    {
        null or { IsNull: true } => null,
        { Object: { } members } => members,
        { } other => Wrong<IReadOnlyDictionary<string, JsonValue>?>(name, "an object", other, null),
    };

    /// <summary>A list of numbers, empty where there is none.</summary>
    public EquatableArray<float> Floats(string name) => Read(name) switch
    {
        null or { IsNull: true } => default,
        { List: { } list } when list.All(item => item.Value is double) => list.Select(item => (float)(double)item.Value!).ToEquatableArray(),
        { } other => Wrong<EquatableArray<float>>(name, "a list of numbers", other, default),
    };

    /// <summary>Names of one thing: which of them is meant would be a guess.</summary>
    public void Agree(params string[] names)
    {
        Ignore(names);
        List<string> given = [.. names.Where(Has)];
        if (given.Find(name => !Equals(fields[name].Value, fields[given[0]].Value)) is { } other)
        {
            Contradict(given[0], other);
        }
    }

    public void Contradict(string one, string other) =>
        findings.Add(new Finding(Rules.Contradiction, $"The fields '{one}' and '{other}' contradict each other; keep the one that belongs to the weights."));

    /// <summary>Fields that this family's reference never uses in a forward pass.</summary>
    public void Ignore(params string[] names) => _read.UnionWith(names);

    public void Refuse(string name, string why) =>
        findings.Add(new Finding(Rules.UnsupportedField, $"The field '{name}' is not supported: {why}."));

    public void Say(Finding finding) => findings.Add(finding);

    public void Inform(string rule, string message) => findings.Add(new Finding(rule, message) { IsInformation = true });

    /// <summary>The number of labels: of id2label, else two as the reference has it.</summary>
    public int Labels()
    {
        int? names = Members("id2label")?.Count;
        int number = Int("num_labels", names ?? 2);
        if (names is not null && names != number)
        {
            Contradict("id2label", "num_labels");
        }

        return number;
    }

    /// <summary>The first architecture, or what the model type implies.</summary>
    public string Architecture(string absent) => Read("architectures") switch
    {
        null or { IsNull: true } or { List.Count: 0 } => absent,
        { List: { } list } when list[0].Value is string name => name,
        { } other => Wrong("architectures", "a list of names", other, absent),
    };

    public Activation Activation(string name, string absent)
    {
        string text = Text(name, absent);
        Activation? found = text switch
        {
            "gelu" or "gelu_python" => Spec.Activation.Gelu,
            "gelu_new" or "gelu_fast" or "gelu_accurate" or "gelu_pytorch_tanh" or "gelu_python_tanh" => Spec.Activation.GeluTanh,
            "quick_gelu" => Spec.Activation.QuickGelu,
            "relu" => Spec.Activation.Relu,
            "relu2" => Spec.Activation.ReluSquared,
            "relu6" => Spec.Activation.Relu6,
            "silu" or "swish" => Spec.Activation.Silu,
            "tanh" => Spec.Activation.Tanh,
            "sigmoid" => Spec.Activation.Sigmoid,
            "mish" => Spec.Activation.Mish,
            "leaky_relu" => Spec.Activation.LeakyRelu,
            _ => null,
        };
        if (found is null)
        {
            Refuse($"{name}: {text}", "this activation is not known");
        }

        return found ?? Spec.Activation.Gelu;
    }

    /// <summary>What is left over would change the numbers, for all that is known.</summary>
    public void RefuseTheRest()
    {
        foreach (string name in fields.Keys.Where(name => !_read.Contains(name)).OrderBy(name => name, StringComparer.Ordinal))
        {
            Refuse(name, "this family has no such field; remove it if it is a comment");
        }
    }

    private double? Number(string name) => Read(name) switch
    {
        null or { IsNull: true } => null,
        { Value: double number } => number,
        { } other => Wrong<double?>(name, "a number", other, null),
    };

    private int Whole(string name, double number)
    {
        if (number == Math.Floor(number) && Math.Abs(number) <= int.MaxValue)
        {
            return (int)number;
        }

        findings.Add(new Finding(Rules.WrongField, $"The field '{name}' is {number.ToString("R", CultureInfo.InvariantCulture)}, but a whole number was expected."));
        return 1;
    }

    private T Wrong<T>(string name, string expected, JsonValue found, T absent)
    {
        findings.Add(new Finding(Rules.WrongField, $"The field '{name}' is {found.Kind}, but {expected} was expected."));
        return absent;
    }
}
