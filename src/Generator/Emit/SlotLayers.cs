using Etch.Generator.Graph;
using Etch.Generator.Kernels;

namespace Etch.Generator.Emit;

/// <summary>The layers that have a slot: those whose body reads it.</summary>
internal static class SlotLayers
{
    public static List<int> Of(Slot slot, CompiledModel model)
    {
        List<int> layers = [];
        foreach (RepeatNode repeat in model.Variants[0].Graph.Nodes.OfType<RepeatNode>())
        {
            for (int layer = 0; layer < repeat.Layers.Count; layer++)
            {
                HashSet<int> outputs = [.. repeat.Bodies[repeat.Layers[layer]].Nodes.Select(node => node.Output)];
                if (model.Calls.Any(call => outputs.Contains(call.Node.Output) && call.Arguments.OfType<SlotArgument>().Any(argument => argument.Slot.Equals(slot))))
                {
                    layers.Add(repeat.FirstLayer + layer);
                }
            }
        }

        return layers;
    }
}
