using System.Globalization;
using Etch.Weights;

namespace Etch.Execution;

/// <summary>Reads a model's tensors straight into the layouts that its kernels want: every check first, then memory, then one pass over the file.</summary>
internal static unsafe class ModelLoader
{
    public static ModelData Load(ModelDeclaration declaration, string path, LoadOptions options)
    {
        KernelSet kernels = KernelSet.Choose(declaration.KernelSets, options.InstructionSet);
        using WeightSource source = WeightSource.Open(path);
        List<SlotEntry> entries = Entries(declaration);
        List<WeightRequest> requests = [.. entries.SelectMany(entry => entry.Requests).Distinct()];
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
                    SlotPacker.Pack(entries[index], bound, kernels, at);
                    at += SlotPacker.Elements(entries[index].Slot, kernels);
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
    public static long Bytes(ModelDeclaration declaration, KernelSet kernels) => Elements(declaration, Entries(declaration), kernels) * sizeof(float);

    private static long Elements(ModelDeclaration declaration, List<SlotEntry> entries, KernelSet kernels) => Math.Max(
        16, entries.Where(entry => entry.IsUsed).Sum(entry => SlotPacker.Elements(entry.Slot, kernels)) + declaration.Tables.Sum(table => Padded((long)table.Rows * table.Width)));

    private static List<SlotEntry> Entries(ModelDeclaration declaration)
    {
        List<SlotEntry> entries = [];
        foreach (SlotDeclaration slot in declaration.Slots)
        {
            for (int entry = 0; entry < slot.Entries; entry++)
            {
                bool isUsed = slot.Layers is null || Array.IndexOf(slot.Layers, entry) >= 0;
                entries.Add(new SlotEntry(slot, IsLayered(slot) ? entry : null, isUsed));
            }
        }

        return entries;
    }

    /// <summary>A model of one layer has one entry too; the roles tell.</summary>
    private static bool IsLayered(SlotDeclaration slot) => slot.Weights.Any(weight => weight.Role.Contains("{layer}", StringComparison.Ordinal));

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

/// <summary>A slot of one layer, or of none.</summary>
internal sealed record SlotEntry(SlotDeclaration Slot, int? Layer, bool IsUsed)
{
    public IEnumerable<WeightRequest> Requests => !IsUsed ? [] : Slot.Weights.Where(weight => weight.Role.Length > 0).Select(Request);

    public long Bytes => IsUsed ? Slot.Weights.Sum(weight => weight.Shape.Aggregate(1L, (product, extent) => product * extent)) * sizeof(float) : 0;

    public WeightRequest Request(WeightDeclaration weight) =>
        new(InLayer(weight.Role), Expression(weight.Expression), [.. weight.Shape.Select(extent => (long)extent)]);

    /// <summary>A role of this layer.</summary>
    public string InLayer(string role) => Layer is { } layer ? role.Replace("{layer}", layer.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal) : role;

    private string Expression(string text) => Layer is { } layer ? WeightExpression.Parse(text).With(layer: layer).Print() : text;
}
