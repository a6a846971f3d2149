using Etch.Generator.Graph;
using Etch.Generator.Isa;
using Etch.Generator.Kernels;
using Etch.Generator.Passes;
using Etch.Generator.Spec;

namespace Etch.Generator.Emit;

/// <summary>What the runtime is told of the model: sizes, slots with their expressions, tables, outputs, kernel sets.</summary>
internal static class DeclarationEmitter
{
    public static void Emit(SourceWriter writer, CompiledModel model, Func<string, string> expressionOf)
    {
        ModelGraph graph = model.Graph;
        PartSpec part = model.Spec.Parts[0];
        bool keeps = graph.AllNodes.OfType<AppendNode>().Any(node => node.State.Life == StateLife.Session);
        List<int> windows = [.. graph.AllNodes.OfType<AppendNode>().Select(node => node.State.Keeps)];
        writer.Open("private static unsafe ModelDeclaration Declaration { get; } = new()");
        writer.Line($"Name = {CSharp.Text(model.Spec.Name)}, Context = {part.Context}, VocabularySize = {part.Words.OfType<TokensSpec>().First().Vocabulary}, SegmentCount = {part.Words.OfType<SegmentsSpec>().FirstOrDefault()?.Count ?? 0},");
        writer.Line($"LayerCount = {graph.LayerCount}, HeadCount = {graph.AllNodes.OfType<AttentionNode>().Select(node => node.Heads).DefaultIfEmpty(0).Max()}, Width = {part.Width},");
        writer.Line($"RowBound = {model.Bounds.Rows}, RunBound = {model.Bounds.Runs}, WantedBound = {model.Bounds.Wanted},");
        writer.Line($"ArenaBytes = {PlanMemory.Size(graph, model.Bounds)}, ScratchElements = {Lowering.ScratchElements(graph, model.Bounds)},");
        writer.Line($"BlockElements = {(long)BlockLayout.LayerElements(graph) * (keeps ? BlockLayout.Parts(graph) : 1)}, KeepsState = {(keeps ? "true" : "false")}, KeptPositions = {(windows.Contains(0) ? 0 : windows.DefaultIfEmpty(0).Max())},");
        writer.Line($"Visible = [{string.Join(", ", Names.Visibilities(graph).Select(rule => $"new({rule.Before}, {rule.After})"))}],");
        Slots(writer, model, expressionOf);
        Tables(writer, graph);
        writer.Line($"Scalars = [{string.Join(", ", ScalarList.Of(graph).Select(scalar => $"[{string.Join(", ", scalar.ByLayer.Select(CSharp.Float))}]"))}],");
        Outputs(writer, graph);
        writer.Line("KernelSets =");
        writer.Line("[");
        foreach (Variant variant in model.Variants)
        {
            KernelSet(writer, variant.Isa);
        }

        writer.Line("],");
        writer.Close(";");
    }

    private static void Slots(SourceWriter writer, CompiledModel model, Func<string, string> expressionOf)
    {
        writer.Line("Slots =");
        writer.Line("[");
        foreach (Slot slot in SlotList.Of(model))
        {
            List<int> layers = SlotLayers.Of(slot, model);
            string only = !slot.IsPerLayer || layers.Count == model.Graph.LayerCount ? "null" : $"[{string.Join(", ", layers)}]";
            writer.Line($"    new({CSharp.Text(slot.Name)}, SlotLayout.{slot.Layout}, {SlotList.Entries(slot, model.Graph)}, {only},");
            for (int index = 0; index < slot.Weights.Count; index++)
            {
                Weight weight = slot.Weights[index];
                string expression = weight.Role.Length == 0 ? "" : expressionOf(weight.Role);
                writer.Line($"        new WeightDeclaration({CSharp.Text(weight.Role)}, {CSharp.Text(expression)}, {string.Join(", ", weight.Shape)}){(index == slot.Weights.Count - 1 ? ")," : ",")}");
            }
        }

        writer.Line("],");
    }

    private static void Tables(SourceWriter writer, ModelGraph graph)
    {
        writer.Line("Tables =");
        writer.Line("[");
        foreach (Table table in TableList.Of(graph))
        {
            writer.Line($"    {Text(table)},");
        }

        writer.Line("],");
    }

    private static string Text(Table table) => table.Recipe switch
    {
        RotaryRecipe rotary => $"new RotaryDeclaration({table.Rows}, {table.Width}, new RotaryRecipe({CSharp.Float(rotary.Base)}, {rotary.Width}{Scaling(rotary.Scaling)}), {(rotary.Sine ? "true" : "false")}, Pairing.{rotary.Pairing})",
        SinusoidRecipe sinusoid => $"new SinusoidDeclaration({table.Rows}, {table.Width}, Layout.{sinusoid.Layout}, {sinusoid.Offset})",
        AlibiRecipe alibi => $"new AlibiDeclaration({table.Width}, AlibiForm.{alibi.Form})",
        _ => throw new InvalidOperationException($"No text for {table.Recipe.GetType().Name}."),
    };

    private static string Scaling(RotaryScalingSpec? scaling) => scaling switch
    {
        null => "",
        InterpolatedSpec spec => $", new InterpolatedScaling({CSharp.Float(spec.Factor)})",
        Llama3Spec spec => $", new Llama3Scaling({CSharp.Float(spec.Factor)}, {CSharp.Float(spec.Low)}, {CSharp.Float(spec.High)}, {spec.Original})",
        YarnSpec spec => $", new YarnScaling({CSharp.Float(spec.Factor)}, {spec.Original}, {CSharp.Float(spec.Fast)}, {CSharp.Float(spec.Slow)}, {(spec.Truncate ? "true" : "false")}, {CSharp.Float(spec.Magnitude)})",
        LongRopeSpec spec => $", new LongRopeScaling({spec.Original}, [{string.Join(", ", spec.Short.Select(CSharp.Float))}], [{string.Join(", ", spec.Long.Select(CSharp.Float))}], {CSharp.Float(spec.Magnitude)})",
        _ => throw new InvalidOperationException($"No text for {scaling.GetType().Name}."),
    };

    private static void Outputs(SourceWriter writer, ModelGraph graph)
    {
        List<GraphOutput> outputs = [graph.Outputs[graph.Outputs.Count - 1], .. graph.Outputs.Take(graph.Outputs.Count - 1)];
        writer.Line("Outputs =");
        writer.Line("[");
        foreach (GraphOutput output in outputs)
        {
            Value value = graph[output.Value];
            writer.Line($"    new({CSharp.Text(output.Name)}, {value.Place!.Offset}, {value.Place.Stride}, {value.Type.Width}, OutputRows.{value.Type.Count.Name}),");
        }

        writer.Line("],");
    }

    private static void KernelSet(SourceWriter writer, InstructionSet isa)
    {
        string kernels = $"{isa.Name}Kernels";
        writer.Open("new()");
        writer.Line($"Name = {CSharp.Text(isa.Name)}, IsSupported = {kernels}.IsSupported, Lanes = {isa.Lanes},");
        writer.Line($"PanelColumns = {isa.ProductTile.Vectors * isa.Lanes}, PairColumns = {isa.PairedTile.Vectors * isa.Lanes}, TileRows = {isa.AttentionTile.Rows},");
        writer.Line($"Forward = &Forward<{kernels}>, Bind = &Bind<{kernels}>,");
        writer.Close(",");
    }
}
