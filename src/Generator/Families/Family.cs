using Etch.Generator.Diagnostics;
using Etch.Generator.Parsing;
using Etch.Generator.Spec;

namespace Etch.Generator.Families;

/// <summary>One family of models: how its config.json reads in brackets, and which tensor of its files each role is.</summary>
internal abstract class Family
{
    /// <summary>All families.</summary>
    public static IReadOnlyList<Family> All { get; } =
        [new Gpt2Family(), new Gpt3Family(), new LlamaFamily(), new MistralFamily(), new BertFamily(), new RobertaFamily(), new DistilBertFamily()];

    /// <summary>The values of model_type that mean this family.</summary>
    public abstract IReadOnlyList<string> ModelTypes { get; }

    public abstract Naming Naming { get; }

    /// <summary>The longest message: a sentence and what it quotes of a file that may quote a megabyte.</summary>
    private const int LongestMessage = 600;

    /// <summary>The configuration as a part with its brackets.</summary>
    public abstract PartSpec Read(ConfigFields fields);

    /// <summary>A configuration as a spec, or null with findings.</summary>
    /// <param name="file">The file's name as the class gives it: every finding about it begins with it.</param>
    /// <param name="tensors">Lines of the tensor table that the class changes.</param>
    public static ModelSpec? Read(ClassSpec about, string file, string json, List<Finding> findings, EquatableArray<TensorSpec> tensors = default)
    {
        List<Finding> found = [];
        ModelSpec? spec = Read(about, json, found, tensors);
        findings.AddRange(found.Select(finding =>
            finding.Bracket == Finding.AtTensor ? finding : finding with { Message = $"{file}: {Short(finding.Message)}", Bracket = Finding.AtTransformer, Word = 0 }));
        return spec;
    }

    private static string Short(string message) =>
        message.Length <= LongestMessage ? message : message.Substring(0, LongestMessage / 2) + "…" + message.Substring(message.Length - (LongestMessage / 2));

    private static ModelSpec? Read(ClassSpec about, string json, List<Finding> findings, EquatableArray<TensorSpec> tensors)
    {
        IReadOnlyDictionary<string, JsonValue>? members;
        try
        {
            members = JsonReader.Read(json).Object;
        }
        catch (FormatException exception)
        {
            findings.Add(new Finding(Rules.NotJson, $"The file is not JSON: {exception.Message}."));
            return null;
        }

        if (members is null)
        {
            findings.Add(new Finding(Rules.NotJson, "The file is not an object of fields; take the file that lies beside the weights."));
            return null;
        }

        ConfigFields fields = new(members, findings);
        string type = fields.Text("model_type", "");
        if (All.FirstOrDefault(family => family.ModelTypes.Contains(type)) is not { } family)
        {
            string nearest = NearName.Of(type, All.SelectMany(known => known.ModelTypes));
            findings.Add(new Finding(Rules.UnknownFamily, $"The model_type '{type}' is one that Etch does not know; the nearest that it knows is '{nearest}'."));
            return null;
        }

        PartSpec part = family.Read(fields);
        RefuseEverywhere(fields);
        fields.RefuseTheRest();
        ModelSpec spec = new(about.Name, about.Namespace, about.Modifiers, EquatableArray.Of(part), family.Naming, tensors);
        if (findings.All(finding => finding.IsInformation))
        {
            findings.AddRange(SpecValidator.Check(spec));
        }

        return spec;
    }

    private static void RefuseEverywhere(ConfigFields fields)
    {
        foreach (string name in new[] { "add_cross_attention", "is_encoder_decoder", "is_decoder", "use_bidirectional_attention", "tie_encoder_decoder" })
        {
            if (fields.Bool(name, false))
            {
                fields.Refuse($"{name}: true", "it is another architecture");
            }
        }

        if (fields.Members("pruned_heads") is { Count: > 0 })
        {
            fields.Refuse("pruned_heads", "layers with fewer heads have other shapes");
        }

        if (fields.Has("quantization_config"))
        {
            fields.Refuse("quantization_config", "only float32, float16 and bfloat16 weights are read");
        }

        if (fields.Has("auto_map"))
        {
            fields.Ignore("auto_map");
        }
    }

    /// <summary>A bracket.</summary>
    protected static SectionSpec Bracket(params WordSpec?[] words) =>
        new(null, EquatableArray.Of(new BracketSpec(words.OfType<WordSpec>().ToEquatableArray())));

    /// <summary>A repeated stack of brackets.</summary>
    protected static SectionSpec Stack(RepeatSpec repeat, params WordSpec?[][] brackets) =>
        new(repeat, brackets.Select(words => new BracketSpec(words.OfType<WordSpec>().ToEquatableArray())).ToEquatableArray());
}
