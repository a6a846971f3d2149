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

/// <summary>
/// A pointer's name for each value that lies in the arena. What is computed in the place of what it reads keeps its name; two values that
/// only follow each other in one place have names of their own.
/// </summary>
internal static class ArenaNames
{
    public static Dictionary<int, string> Of(ModelGraph graph)
    {
        Dictionary<string, Place> taken = [];
        Dictionary<int, string> names = [];
        Dictionary<int, int> carried = [];
        foreach (Node node in graph.AllNodes)
        {
            if (graph[node.Output].Place is { } place)
            {
                names[node.Output] = carried.TryGetValue(node.Output, out int before) ? names[before]
                    : node.Inputs.Where(input => place.Equals(graph[input].Place)).Select(input => names[input]).FirstOrDefault() ?? Fresh(graph[node.Output].Name, place, taken);
            }

            foreach (Body body in node is RepeatNode repeat ? repeat.Bodies : default)
            {
                names[body.Input] = names[node.Output];
                carried[body.Output] = node.Output;
            }
        }

        return names;
    }

    private static string Fresh(string wanted, Place place, Dictionary<string, Place> taken)
    {
        string name = wanted;
        for (int number = 2; taken.TryGetValue(name, out Place other) && !other.Equals(place); number++)
        {
            name = $"{wanted}{number}";
        }

        taken[name] = place;
        return name;
    }
}
