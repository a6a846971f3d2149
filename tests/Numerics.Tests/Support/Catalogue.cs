using Etch.Examples.Shakespeare;
using Etch.Numerics.Tests.Models;
using Etch.Reference;

namespace Etch.Numerics.Tests.Support;

/// <summary>The models of this suite by name.</summary>
internal static class Catalogue
{
    private static readonly Dictionary<string, TestModel> s_models = new TestModel[]
    {
        new(typeof(LlamaShape)), new(typeof(Gpt2Shape)), new(typeof(Windows)), new(typeof(HeadWidths)), new(typeof(QueryKeyNorms)), new(typeof(Rotations)),
        new(typeof(Scores)), new(typeof(Flows)), new(typeof(Bands)), new(typeof(PlainBrackets)),
        new(typeof(BertShape)), new(typeof(TokenLabels)), new(typeof(MaskedShape)), new(typeof(SpanShape)), new(typeof(Activations)), new(typeof(CosineEncoder)),
        new(typeof(MeanPool)), new(typeof(MeanSqrtPool)), new(typeof(WeightedPool)), new(typeof(MaxPool)), new(typeof(LastPool)), new(typeof(FirstPool)),
        new(typeof(Bard), Files.Model("shakespeare")), new(typeof(Languages), Files.Model("languages")), new(typeof(Sentences), Files.Model("sentences")),
    }.ToDictionary(model => model.Name);

    private static readonly Dictionary<string, Type> s_goldens = new()
    {
        ["gpt2"] = typeof(Gpt2),
        ["gpt2-inverse-layer"] = typeof(Gpt2InverseLayer),
        ["etch-gpt3"] = typeof(Gpt3),
        ["llama"] = typeof(Llama),
        ["llama-rope-llama3"] = typeof(LlamaRopeLlama3),
        ["llama-rope-yarn"] = typeof(LlamaRopeYarn),
        ["llama-tied-bias"] = typeof(LlamaTiedBias),
        ["mistral"] = typeof(Mistral),
        ["bert"] = typeof(Bert),
        ["bert-masked-lm"] = typeof(BertMasked),
        ["bert-question-answering"] = typeof(BertQuestion),
        ["roberta"] = typeof(Roberta),
        ["distilbert-sequence-classification"] = typeof(DistilBert),
    };

    public static IEnumerable<string> All => s_models.Keys;

    /// <summary>Causal models; where vectors are software, without the trained one, which would take minutes.</summary>
    public static IEnumerable<string> Causal => s_models.Values.Where(model => model.Declaration.KeepsState && !(model.IsTrained && Machine.InstructionSets is ["Portable"])).Select(model => model.Name);

    public static IEnumerable<string> Encoders => s_models.Values.Where(model => !model.Declaration.KeepsState).Select(model => model.Name);

    public static IEnumerable<string> Goldens => s_goldens.Keys;

    public static TestModel Of(string name) => s_models[name];

    public static Type Golden(string name) => s_goldens[name];
}
