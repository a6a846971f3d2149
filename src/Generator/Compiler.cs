using Etch.Generator.Graph;
using Etch.Generator.Isa;
using Etch.Generator.Kernels;
using Etch.Generator.Passes;
using Etch.Generator.Spec;

namespace Etch.Generator;

/// <summary>A spec becomes a compiled model: the ordered list of passes, readable aloud.</summary>
internal static class Compiler
{
    /// <param name="sets">The instruction sets to compile for, best first.</param>
    /// <param name="dump">Called after each pass with its name and the graph; null where nobody asks.</param>
    public static CompiledModel Compile(ModelSpec spec, IReadOnlyList<InstructionSet> sets, Action<string, ModelGraph>? dump = null)
    {
        PartSpec part = spec.Parts[0];
        PassLog log = new(dump);
        Bounds bounds = BoundsOf(part);

        ModelGraph graph = log.After("Build", TransformerGraph.Build(spec.Name, part));     // what the paper says
        graph = log.After("InferShapes", InferShapes.Run(graph));                           // every value's type follows from the nodes
        graph = log.After("FoldConstants", FoldConstants.Run(graph));                       // before fusion, which wants single readers
        graph = log.After("FuseAttention", FuseAttention.Run(graph));                       // no heads × rows × keys from here on
        graph = log.After("FuseEpilogues", FuseEpilogues.Run(graph));                       // before merging, which wants biases in products
        graph = log.After("MergeProjections", MergeProjections.Run(graph));                 // one product for q, k, v; one for gate and up
        graph = log.After("MergeRotations", MergeRotations.Run(graph));                     // one sweep turns queries and keys
        graph = log.After("EliminateDeadNodes", EliminateDeadNodes.Run(graph));
        graph = log.After("InsertCopies", InsertCopies.Run(graph));                         // carried values can keep their place
        graph = log.After("SplitWork", SplitWork.Run(graph));
        graph = log.After("PlanMemory", PlanMemory.Run(graph, bounds));                     // one arena for all machines

        List<Variant> variants = [.. sets.Select(isa => CompileFor(isa, graph, log))];
        return new CompiledModel(spec, Forms.Of(part), graph, bounds, Calls(variants[0]), variants.ToEquatableArray());
    }

    /// <summary>Tiles and layouts are a machine's own; nothing here changes a bit.</summary>
    private static Variant CompileFor(InstructionSet isa, ModelGraph graph, PassLog log)
    {
        graph = log.After($"ChooseTiles.{isa.Name}", ChooseTiles.Run(graph, isa));
        graph = log.After($"ChooseLayouts.{isa.Name}", ChooseLayouts.Run(graph, isa));
        return new Variant(isa, graph, KernelCollector.Collect(graph, isa));
    }

    /// <summary>A causal prompt runs in pieces; what looks ahead is never cut.</summary>
    private static Bounds BoundsOf(PartSpec part) => Forms.Of(part) switch
    {
        Form.LanguageModel => new Bounds(Math.Min(part.Context, 256), 1, Math.Min(part.Context, 32)),
        Form.MaskedLanguageModel => new Bounds(part.Context, 1, Math.Min(part.Context, 64)),
        _ => new Bounds(part.Context, Math.Min(part.Context, 32), 1),
    };

    private static EquatableArray<KernelCall> Calls(Variant variant)
    {
        List<Node> nodes = [.. variant.Graph.AllNodes.Where(node => node is not (RepeatNode or TapNode))];
        List<KernelCall> calls = [.. nodes.Select((node, number) => new KernelCall(number, node, variant.Kernels.NameOf(node), variant.Kernels.FinishOf(node), CallBuilder.Arguments(variant.Graph, node)))];
        return SlotNames.MakeDifferent(calls).ToEquatableArray();
    }
}

/// <summary>One machine's graph and kernels.</summary>
internal sealed record Variant(InstructionSet Isa, ModelGraph Graph, KernelCollector Kernels);

/// <summary>All that emission prints; it decides nothing.</summary>
internal sealed record CompiledModel(
    ModelSpec Spec, Form Form, ModelGraph Graph, Bounds Bounds, EquatableArray<KernelCall> Calls, EquatableArray<Variant> Variants);
