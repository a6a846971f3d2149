using Etch.Weights;

namespace Etch.Execution;

/// <summary>Reads a model's tensors straight into the layouts that its kernels want: every check first, then memory, then one pass over the file.</summary>
internal static unsafe class ModelLoader
{
    public static ModelData Load(ModelDeclaration declaration, WeightSource source, LoadOptions options)
    {
        KernelSet kernels = KernelSet.Choose(declaration.KernelSets, options.InstructionSet);
        List<SlotEntry> entries = SlotEntry.All(declaration);
        IReadOnlyList<WeightRequest> requests = SavedNames.Apply([.. entries.SelectMany(entry => entry.Requests)], source);
        Dictionary<string, BoundWeight> bound = WeightBinding.Bind(source, requests).ToDictionary(weight => weight.Role);

        AlignedMemory memory = new(Elements(declaration, entries, kernels) * sizeof(float));
        AlignedMemory pointers = new(Math.Max(entries.Count, 1) * sizeof(WeightSlot));
        try
        {
            float* at = memory.Floats;
            WeightSlot* slots = (WeightSlot*)pointers.Pointer;
            long done = 0, total = entries.Sum(entry => entry.Bytes);
            foreach (int index in InOrderOfUse(entries))
            {
                options.Cancellation.ThrowIfCancellationRequested();
                slots[index].Data = at;
                if (entries[index].IsUsed)
                {
                    SlotMap map = new(entries[index].Slot, kernels);
                    SlotPacker.Pack(entries[index], bound, map, at);
                    at += map.Elements;
                    done += entries[index].Bytes;
                    options.Progress?.Report(new LoadProgress(done, total, entries[index].Slot.Weights[0].Role));
                }
            }

            float*[] tables = Tables(declaration, at);
            return new ModelData(declaration, kernels, memory, pointers, tables, [.. source.Unused(bound.Values)]);
        }
        catch
        {
            memory.Dispose();
            pointers.Dispose();
            throw;
        }
    }

    /// <summary>Bytes of the packed weights and tables for an instruction set.</summary>
    public static long Bytes(ModelDeclaration declaration, KernelSet kernels) => Elements(declaration, SlotEntry.All(declaration), kernels) * sizeof(float);

    private static long Elements(ModelDeclaration declaration, List<SlotEntry> entries, KernelSet kernels) => Math.Max(
        16, entries.Where(entry => entry.IsUsed).Sum(entry => new SlotMap(entry.Slot, kernels).Elements) + declaration.Tables.Sum(table => Padded((long)table.Rows * table.Width)));

    /// <summary>Layer by layer, as a pass reads them, so that what comes next in memory is what is needed next.</summary>
    private static IEnumerable<int> InOrderOfUse(List<SlotEntry> entries)
    {
        int firstLayered = entries.FindIndex(entry => entry.Layer is not null);
        return Enumerable.Range(0, entries.Count).OrderBy(index => entries[index].Layer ?? (index < firstLayered ? -1 : int.MaxValue));
    }

    private static float*[] Tables(ModelDeclaration declaration, float* at)
    {
        var tables = new float*[declaration.Tables.Count];
        for (int number = 0; number < tables.Length; number++)
        {
            TableDeclaration table = declaration.Tables[number];
            tables[number] = at;
            table.Fill(new Span<float>(at, table.Rows * table.Width));
            at += Padded((long)table.Rows * table.Width);
        }

        return tables;
    }

    private static long Padded(long elements) => ((elements + 15) / 16 * 16) + 16;
}
