using Etch.Generator.Graph;
using Etch.Generator.Kernels;
using Etch.Generator.Passes;
using Etch.Generator.Spec;

namespace Etch.Generator.Emit;

/// <summary>The forward pass: one call for each node, in order, under its formula and shapes.</summary>
internal sealed class ForwardEmitter(SourceWriter writer, CompiledModel model)
{
    private readonly ModelGraph _graph = model.Variants[0].Graph;
    private readonly Dictionary<int, string> _pointers = ArenaNames.Of(model.Variants[0].Graph);

    public void Emit()
    {
        writer.Line("/// <summary>One pass over the rows of a call. T: its rows, R: its runs, W: the rows whose outputs are wanted.</summary>");
        writer.Open("private static unsafe void Forward<K>(ModelData model, Call* call, in TeamLease team) where K : struct, IKernels");
        Locals(_graph.Nodes);
        foreach (Node node in _graph.Nodes)
        {
            writer.Line();
            if (node is RepeatNode repeat)
            {
                Repeat(repeat);
            }
            else
            {
                Call(node, layer: null);
            }
        }

        writer.Close();
        foreach (RepeatNode repeat in _graph.Nodes.OfType<RepeatNode>())
        {
            for (int body = 0; body < repeat.Bodies.Count; body++)
            {
                writer.Line();
                Layer(repeat, body);
            }
        }
    }

    private void Repeat(RepeatNode repeat)
    {
        string layers = repeat.FirstLayer == 0 ? "layer = 0" : $"layer = {repeat.FirstLayer}";
        writer.Open($"for (int {layers}; layer < {repeat.FirstLayer + repeat.Layers.Count}; layer++)");
        if (repeat.Bodies.Count == 1)
        {
            writer.Line($"{LayerName(repeat, 0)}<K>(model, call, team, layer);");
        }
        else
        {
            writer.Open($"switch (\"{string.Concat(repeat.Layers.Select(body => (char)('a' + body)))}\"[layer - {repeat.FirstLayer}])");
            for (int body = 0; body < repeat.Bodies.Count; body++)
            {
                writer.Line($"case '{(char)('a' + body)}': {LayerName(repeat, body)}<K>(model, call, team, layer); break;");
            }

            writer.Close();
        }

        writer.Close();
    }

    private string LayerName(RepeatNode repeat, int body)
    {
        string first = _graph.Nodes.OfType<RepeatNode>().First().Output == repeat.Output ? "" : CSharp.Whole(repeat.FirstLayer);
        return $"Layer{first}{(repeat.Bodies.Count == 1 ? "" : ((char)('A' + body)).ToString())}";
    }

    private void Layer(RepeatNode repeat, int body)
    {
        writer.Open($"private static unsafe void {LayerName(repeat, body)}<K>(ModelData model, Call* call, in TeamLease team, int layer) where K : struct, IKernels");
        Locals(repeat.Bodies[body].Nodes);
        foreach (Node node in repeat.Bodies[body].Nodes)
        {
            writer.Line();
            Call(node, "layer");
        }

        writer.Close();
    }

    /// <summary>Pointers into the arena, each with its shape.</summary>
    private void Locals(EquatableArray<Node> nodes)
    {
        writer.Line("byte* arena = call->Arena;");
        writer.Line("var w = new Weights(model.Slots);");
        IEnumerable<int> values = nodes.SelectMany(node => node.Inputs.Append(node.Output)).Where(_pointers.ContainsKey);
        foreach (IGrouping<string, int> pointer in values.Distinct().GroupBy(value => _pointers[value]).OrderBy(group => group.Min(value => value)))
        {
            Value value = _graph[pointer.First()];
            writer.Line($"float* {pointer.Key} = (float*)(arena + 0x{value.Place!.Offset:x});".PadRight(56) + $"// {Shape(value)}, {value.Place.Stride} from row to row");
        }
    }

    private void Call(Node node, string? layer)
    {
        if (node is TapNode tap)
        {
            Value value = _graph[tap.Input];
            writer.Line($"call->TapHidden({(layer is null ? TapIndex(tap) : "layer + 1")}, {_pointers[tap.Input]}, {Count(value.Type.Count)}, {value.Type.Width}, {value.Place!.Stride});");
            return;
        }

        KernelCall call = model.Calls.First(candidate => candidate.Node.Output == node.Output);
        writer.Line($"// {NodeText.Line(_graph, node, _pointers)}");
        List<string> arguments = [$"team", CSharp.Whole(call.Number), Units(node), .. call.Arguments.Select(argument => Text(argument, layer, node))];
        writer.Wrap(PlumbingEmitter.Listed($"{call.Name}<K>(", arguments, ");"));
    }

    /// <summary>The hidden state before the first layer is number 0; what the head reads has the last number.</summary>
    private string TapIndex(TapNode tap) => CSharp.Whole(_graph.Nodes.ToList().FindIndex(node => node == tap) < _graph.Nodes.ToList().FindIndex(node => node is RepeatNode) ? 0 : _graph.LayerCount);

    private string Units(Node node) => node switch
    {
        { Split: Split.Columns } => CSharp.Whole((_graph[node.Output].Type.Width + SplitWork.Unit - 1) / SplitWork.Unit),
        AttentionNode attention => $"call->TileCount * {attention.Heads}",
        _ => Count(_graph[node.Output].Type.Count),
    };

    private static string Count(Dim count) => count.Name switch
    {
        Length.Rows => "call->Rows",
        Length.Runs => "call->Runs",
        _ => "call->WantedRows",
    };

    private string Text(Argument argument, string? layer, Node node) => argument switch
    {
        ValueArgument { Column: 0 } value => _pointers[value.Value],
        ValueArgument value => $"{_pointers[value.Value]} + {value.Column}",
        InputArgument input => $"call->{Names.Pascal(input.Role)}",
        SlotArgument slot => SlotText(slot.Slot, layer, node),
        TableArgument table => $"model.Table({TableList.Of(_graph).IndexOf(table.Table)})",
        ScalarArgument scalar => $"model.Scalars[{ScalarList.Of(_graph).IndexOf(scalar.Scalar)}][layer]",
        CountArgument count => Count(count.Count),
        BlockOffsetArgument { LayerElements: 0 } offset => CSharp.Whole(offset.Base),
        BlockOffsetArgument offset => Offset(offset, layer ?? CSharp.Whole(BlockLayout.PartOf(_graph, node))),
        CallArgument { Field: CallField.VisibleFrom or CallField.VisibleTo } visible => $"call->{visible.Field}({visible.Index})",
        CallArgument { Field: CallField.AttentionTap } => layer is null ? "null" : "call->AttentionTap(layer)",
        CallArgument field => $"call->{field.Field}",
        _ => throw new InvalidOperationException($"No text for {argument.GetType().Name}."),
    };

    private static string Offset(BlockOffsetArgument offset, string part) =>
        offset.Base == 0 ? $"{part} * {offset.LayerElements}" : $"({part} * {offset.LayerElements}) + {offset.Base}";

    private static string SlotText(Slot slot, string? layer, Node node)
    {
        string place = slot.IsPerLayer ? $"w.{slot.Name} + {layer}" : $"w.{slot.Name}";
        bool isMatrix = node is ProductNode && slot.Layout is SlotLayout.Panels or SlotLayout.Pairs && node is ProductNode;
        return isMatrix ? place : slot.IsPerLayer ? $"({place})->Data" : $"{place}->Data";
    }

    private static string Shape(Value value) => string.Join(" × ", value.Type.Dims);
}
