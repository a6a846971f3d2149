using Etch.Weights;

namespace Etch.Execution;

/// <summary>Writes a model's parameters, unpacked, in float32, under their roles.</summary>
internal static unsafe class ModelSaver
{
    public static void Save(ModelData model, string path)
    {
        List<SlotEntry> entries = SlotEntry.All(model.Declaration);
        HashSet<string> names = [.. SavedNames.Of([.. entries.SelectMany(entry => entry.Requests)]).Select(request => request.Expression.Trim('"'))];
        List<(SavedParameter Parameter, WeightRequest Request)> parameters = [.. All(entries, model.Kernels).Where(saved => names.Remove(saved.Request.Role))];

        using SafetensorsWriter writer = new(path, [.. parameters.Select(saved => (saved.Request.Role, saved.Request.Shape))]);
        foreach ((SavedParameter parameter, _) in parameters)
            SlotPacker.Unpack(parameter.Map, parameter.Index, model.Slots[parameter.Slot].Data, writer.Write);
        writer.Complete();
    }

    private static IEnumerable<(SavedParameter Parameter, WeightRequest Request)> All(List<SlotEntry> entries, KernelSet kernels)
    {
        for (int slot = 0; slot < entries.Count; slot++)
        {
            SlotEntry entry = entries[slot];
            for (int index = 0; entry.IsUsed && index < entry.Slot.Weights.Length; index++)
            {
                if (entry.Slot.Weights[index].Role.Length > 0)
                    yield return (new SavedParameter(new SlotMap(entry.Slot, kernels), slot, index), entry.Request(entry.Slot.Weights[index]));
            }
        }
    }

    /// <summary>A parameter in memory: its slot, and its place among the slot's parameters.</summary>
    private readonly record struct SavedParameter(SlotMap Map, int Slot, int Index);
}
