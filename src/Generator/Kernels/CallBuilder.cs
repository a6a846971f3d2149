using Etch.Generator.Graph;
using Etch.Generator.Spec;

namespace Etch.Generator.Kernels;

/// <summary>What the forward pass hands to each parameter of a node's kernel, in the kernel's order, without the range.</summary>
internal static class CallBuilder
{
    public static EquatableArray<Argument> Arguments(ModelGraph graph, Node node) => (node switch
    {
        ProductNode product => Product(graph, product),
        NormNode norm => Norm(norm),
        RotateNode rotate => [From(rotate.Input), new InputArgument("positions"), new TableArgument(rotate.Cosines), new TableArgument(rotate.Sines), All(rotate.Output)],
        AppendNode append => Append(graph, append),
        AttentionNode attention => Attention(graph, attention),
        GatherNode gather => [Table(gather), new InputArgument(InputRole(graph, gather.Index)), .. Operands(gather.Operations), All(gather.Output)],
        MapNode map => [From(map.Input), .. Operands(map.Operations), All(map.Output)],
        PoolNode pool => [All(pool.Input), new InputArgument("firsts"), new InputArgument("lasts"), All(pool.Output)],
        _ => throw new InvalidOperationException($"No call for {node.GetType().Name}."),
    }).ToEquatableArray();

    /// <summary>The slot of each weight that a node reads, in the order of its parameters.</summary>
    public static Slot Matrix(ProductNode product) =>
        new(Names.Slot(product.Matrices), product.Paired ? SlotLayout.Pairs : SlotLayout.Panels, product.Matrices);

    private static Slot Vector(params Weight[] weights) => new(Names.Slot(weights.Where(weight => weight.Role.Length > 0).ToEquatableArray()), SlotLayout.Vector, weights.ToEquatableArray());

    private static IEnumerable<Argument> Product(ModelGraph graph, ProductNode product)
    {
        yield return From(product.Input);
        yield return new SlotArgument(Matrix(product));
        if (product.Biases.Any(bias => bias.Role.Length > 0))
        {
            foreach (Slot slot in product.Paired ? product.Biases.Select(bias => Vector(bias)) : [Vector([.. product.Biases])])
            {
                yield return new SlotArgument(slot);
            }
        }

        foreach (Argument operand in Operands(product.ShortOperations))
        {
            yield return operand;
        }

        yield return All(product.Output);
        if (product.Paired)
        {
            yield return new CallArgument(CallField.Scratch);
        }

        yield return new CountArgument(graph[product.Output].Type.Count);
        foreach (Argument operand in Operands(product.LongOperations))
        {
            yield return operand;
        }
    }

    private static IEnumerable<Argument> Norm(NormNode norm) =>
        new Argument?[]
        {
            From(norm.Input),
            norm.Gain is null ? null : new SlotArgument(Vector(norm.Gain)),
            norm.Bias is null ? null : new SlotArgument(Vector(norm.Bias)),
            All(norm.Output),
        }.OfType<Argument>();

    private static IEnumerable<Argument> Append(ModelGraph graph, AppendNode append)
    {
        return
        [
            From(append.Input),
            new CallArgument(CallField.Blocks),
            new CallArgument(CallField.RowBlocks),
            new InputArgument("positions"),
            Offset(graph, append.State, BlockLayout.Reader(graph, append)),
        ];
    }

    private static IEnumerable<Argument> Attention(ModelGraph graph, AttentionNode node)
    {
        int visibility = Names.Visibilities(graph).ToList().IndexOf(node.Visibility);
        yield return From(node.Query);
        yield return new CallArgument(CallField.Blocks);
        yield return Offset(graph, node.KeyState, node);
        yield return Offset(graph, node.ValueState, node);
        yield return new CallArgument(CallField.Tiles);
        yield return new CallArgument(CallField.TileCount);
        yield return new CallArgument(CallField.VisibleFrom, visibility);
        yield return new CallArgument(CallField.VisibleTo, visibility);
        if (!node.Scale.IsConstant)
        {
            yield return new ScalarArgument(node.Scale);
        }

        if (node.Terms.OfType<AlibiTerm>().FirstOrDefault() is { } alibi)
        {
            yield return new TableArgument(alibi.Slopes);
            yield return new InputArgument("positions");
        }

        yield return All(node.Output);
        yield return new CallArgument(CallField.AttentionTap);
        yield return new CallArgument(CallField.TapRows);
        yield return new CallArgument(CallField.TapKeys);
        yield return new CallArgument(CallField.Scratch);
    }

    /// <summary>The same on every machine: panels differ, sizes do not.</summary>
    private static BlockLayout Layout(AttentionNode node) => BlockLayout.Of(node.KeyState, node.ValueState, BlockLayout.Positions);

    /// <summary>Every layer has the room of the largest, so that layers which differ stay apart.</summary>
    private static BlockOffsetArgument Offset(ModelGraph graph, State state, AttentionNode attention) =>
        new(BlockLayout.BaseOf(graph, attention) + (state.Transposed ? 0 : Layout(attention).ValueOffset), state.Life == StateLife.Session ? BlockLayout.LayerElements(graph) : 0);

    private static Argument Table(GatherNode gather) =>
        gather.Source >= 0 ? All(gather.Source)
        : gather.Made is { } made ? new TableArgument(made)
        : new SlotArgument(gather.Layout is null
            ? new Slot(Names.Slot(EquatableArray.Of(gather.Table!)), SlotLayout.Rows, EquatableArray.Of(gather.Table!))
            : new Slot(Names.Slot(EquatableArray.Of(gather.Table!)), SlotLayout.Panels, EquatableArray.Of(gather.Table!)));

    private static IEnumerable<Argument> Operands(IEnumerable<Operation> operations) => operations.Select(operation => operation switch
    {
        BiasOperation bias => new SlotArgument(Vector(bias.Bias)),
        ScaleOperation { Factor.IsConstant: false } scale => new ScalarArgument(scale.Factor),
        AddOperation or MultiplyOperation => All(operation.Operand),
        _ => (Argument?)null,
    }).OfType<Argument>();

    private static string InputRole(ModelGraph graph, int value) => graph.Inputs.First(input => input.Value == value).Role;

    private static ValueArgument From(Columns columns) => new(columns.Value, columns.From);

    private static ValueArgument All(int value) => new(value, 0);
}
