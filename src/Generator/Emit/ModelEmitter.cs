using Etch.Generator.Graph;
using Etch.Generator.Isa;
using Etch.Generator.Kernels;
using Etch.Generator.Spec;

namespace Etch.Generator.Emit;

/// <summary>The model's own file: explanation, API, forward pass, declaration, plumbing.</summary>
internal static class ModelEmitter
{
    public static string Emit(CompiledModel model, Func<string, string> expressionOf)
    {
        SourceWriter writer = new();
        ModelSpec spec = model.Spec;
        ExplanationEmitter.Emit(writer, model);
        writer.Line("#nullable enable");
        writer.Line("#pragma warning disable");
        writer.Lines("using System;\nusing System.Collections.Generic;\nusing Etch;\nusing Etch.Execution;\nusing Etch.Numerics;");
        writer.Line();
        ApiEmitter.OpenClass(writer, model);
        ApiEmitter.Emit(writer, model);
        writer.Line();
        new ForwardEmitter(writer, model).Emit();
        writer.Line();
        Weights(writer, model);
        writer.Line();
        Bind(writer, model);
        writer.Line();
        DeclarationEmitter.Emit(writer, model, expressionOf);
        writer.Line();
        PlanEmitter.Emit(writer, model);
        writer.Line();
        PlumbingEmitter.Emit(writer, model);
        foreach (Variant variant in model.Variants)
        {
            writer.Line();
            writer.Line($"/// <summary>The kernels in {spec.Name}.{variant.Isa.Name}.g.cs.</summary>");
            writer.Line($"private readonly partial struct {variant.Isa.Name}Kernels;");
        }

        Header.CloseType(writer, spec);
        return writer.ToString();
    }

    /// <summary>The slots by name; a layered one is a pointer to its first layer.</summary>
    private static void Weights(SourceWriter writer, CompiledModel model)
    {
        writer.Line("/// <summary>The weights by name. What each is made of stands in the declaration.</summary>");
        writer.Open("private readonly unsafe struct Weights(WeightSlot* slots)");
        int at = 0;
        foreach (Slot slot in SlotList.Of(model))
        {
            string shape = string.Join(" | ", slot.Weights.Select(weight => string.Join(" × ", weight.Shape)));
            writer.Line($"public WeightSlot* {slot.Name} => slots + {at};".PadRight(72) + $"// {shape}{(slot.IsPerLayer ? ", by layer" : "")}");
            at += SlotList.Entries(slot, model.Graph);
        }

        writer.Close();
    }

    /// <summary>Each product's slot gets the kernel that reads its format.</summary>
    private static void Bind(SourceWriter writer, CompiledModel model)
    {
        writer.Line("/// <summary>Gives each matrix the kernel that reads it.</summary>");
        writer.Open("private static unsafe void Bind<K>(WeightSlot* slots) where K : struct, IKernels");
        writer.Line("var w = new Weights(slots);");
        foreach (KernelCall call in model.Calls.Where(call => call.Node is ProductNode))
        {
            Slot slot = ((SlotArgument)call.Arguments[1]).Slot;
            int entries = SlotList.Entries(slot, model.Graph);
            writer.Line(entries == 1
                ? $"w.{slot.Name}->Kernel = &{call.Name}Part<K>;"
                : $"for (int layer = 0; layer < {entries}; layer++) w.{slot.Name}[layer].Kernel = &{call.Name}Part<K>;");
        }

        writer.Close();
    }
}
