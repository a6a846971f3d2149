using Etch.Generator.Graph;
using Etch.Generator.Kernels;

namespace Etch.Generator.Emit;

/// <summary>The tables of a graph in a fixed order; their place in it is their number.</summary>
internal static class TableList
{
    public static List<Table> Of(ModelGraph graph) => [.. graph.AllNodes.SelectMany(Tables).Distinct()];

    private static IEnumerable<Table> Tables(Node node) => node switch
    {
        GatherNode { Made: { } made } => [made],
        RotateNode rotate => [rotate.Cosines, rotate.Sines],
        AttentionNode attention => attention.Terms.OfType<AlibiTerm>().Select(term => term.Slopes),
        _ => [],
    };
}

/// <summary>The numbers that differ between layers.</summary>
internal static class ScalarList
{
    public static List<Scalar> Of(ModelGraph graph) => [.. graph.AllNodes.SelectMany(Scalars).Where(scalar => !scalar.IsConstant).Distinct()];

    private static IEnumerable<Scalar> Scalars(Node node) => node switch
    {
        AttentionNode attention => [attention.Scale],
        ProductNode product => product.Operations.OfType<ScaleOperation>().Select(scale => scale.Factor),
        MapNode map => map.Operations.OfType<ScaleOperation>().Select(scale => scale.Factor),
        _ => [],
    };
}

/// <summary>The weight slots of a model in the order of their first use; a layered slot takes one entry for each layer.</summary>
internal static class SlotList
{
    public static List<Slot> Of(CompiledModel model) =>
        [.. model.Calls.SelectMany(call => call.Arguments).OfType<SlotArgument>().Select(argument => argument.Slot).Distinct()];

    /// <summary>How many entries a slot takes.</summary>
    public static int Entries(Slot slot, ModelGraph graph) => slot.IsPerLayer ? graph.LayerCount : 1;
}

/// <summary>A pointer's name for each value that lies in the arena; values with one place have one name.</summary>
internal static class ArenaNames
{
    public static Dictionary<int, string> Of(ModelGraph graph)
    {
        Dictionary<Place, string> names = [];
        Dictionary<int, string> result = [];
        foreach (Value value in graph.Values.Where(value => value.Place is not null))
        {
            if (!names.TryGetValue(value.Place!, out string? name))
            {
                name = value.Name;
                for (int number = 2; names.ContainsValue(name); number++)
                {
                    name = $"{value.Name}{number}";
                }

                names.Add(value.Place!, name);
            }

            result[value.Id] = name;
        }

        return result;
    }
}
