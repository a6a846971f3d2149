using System.Globalization;
using Etch.Weights;

namespace Etch.Execution;

/// <summary>A slot of one layer, or of none.</summary>
internal sealed record SlotEntry(SlotDeclaration Slot, int? Layer, bool IsUsed)
{
    /// <summary>All entries of a model, slot by slot.</summary>
    public static List<SlotEntry> All(ModelDeclaration declaration)
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

    public IEnumerable<WeightRequest> Requests => !IsUsed ? [] : Slot.Weights.Where(weight => weight.Role.Length > 0).Select(Request);

    public long Bytes => IsUsed ? Slot.Weights.Sum(weight => weight.Shape.Aggregate(1L, (product, extent) => product * extent)) * sizeof(float) : 0;

    public WeightRequest Request(WeightDeclaration weight) =>
        new(InLayer(weight.Role), Expression(weight.Expression), [.. weight.Shape.Select(extent => (long)extent)]);

    /// <summary>A role of this layer.</summary>
    public string InLayer(string role) => Layer is { } layer ? role.Replace("{layer}", layer.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal) : role;

    private string Expression(string text) => Layer is { } layer ? WeightExpression.Parse(text).With(layer: layer).Print() : text;

    /// <summary>A model of one layer has one entry too; the roles tell.</summary>
    private static bool IsLayered(SlotDeclaration slot) => slot.Weights.Any(weight => weight.Role.Contains("{layer}", StringComparison.Ordinal));
}
