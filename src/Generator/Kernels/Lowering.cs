using Etch.Generator.Graph;
using Etch.Generator.Passes;
using Etch.Generator.Spec;

namespace Etch.Generator.Kernels;

/// <summary>From a node to its kernel and to what the forward pass hands in: one function for each kind of node.</summary>
internal sealed class Lowering(ModelGraph graph, int lanes)
{
    /// <summary>The kernel of a node; its name is given by who collects them.</summary>
    public Kernel Kernel(Node node, string name) => node switch
    {
        ProductNode product => ProductKernel.Lower(name, product, new ProductStrides(Stride(product.Input.Value), Stride(product.Output), OperandStrides(product.ShortOperations).ToEquatableArray()), lanes),
        NormNode norm => NormKernel.Lower(name, norm, Stride(norm.Input.Value), Stride(norm.Output), lanes),
        RotateNode rotate => RotateKernel.Lower(name, rotate, Stride(rotate.Input.Value), Stride(rotate.Output), lanes),
        AppendNode append => AppendKernel.Lower(name, append, Layout(BlockLayout.Reader(graph, append)), Stride(append.Input.Value), lanes),
        AttentionNode attention => AttentionKernel.Lower(name, new AttentionShape(attention, Layout(attention), Stride(attention.Query.Value), Stride(attention.Output), ScratchStride(graph.Context)), lanes),
        GatherNode gather => RowKernels.Gather(name, gather, graph[gather.Output].Type.Width, TableStride(gather), Stride(gather.Output), OperandStrides(gather.Operations), lanes),
        MapNode map => RowKernels.Map(name, map, Stride(map.Input.Value), Stride(map.Output), OperandStrides(map.Operations), lanes),
        PoolNode pool => PoolKernel.Lower(name, pool, graph[pool.Input].Type.Width, Stride(pool.Input), Stride(pool.Output), lanes),
        _ => throw new InvalidOperationException($"No kernel for {node.GetType().Name}."),
    };

    /// <summary>The kernel of a product's long operations.</summary>
    public Kernel Finish(ProductNode product, string name) => FinishKernel.Lower(name, product, Stride(product.Output), OperandStrides(product.LongOperations), lanes);

    /// <summary>Elements of a worker's scratch: rows of scores for the tallest attention tile, or the second of each pair for a unit of columns.</summary>
    public static int ScratchElements(ModelGraph graph, Bounds bounds)
    {
        const int tallestTile = 8;
        int pairs = graph.AllNodes.Any(node => node is ProductNode { Paired: true }) ? (Math.Max(bounds.Rows, bounds.Wanted) + PlanMemory.SpareRows) * SplitWork.Unit : 0;
        return Math.Max(ScratchStride(graph.Context) * tallestTile, pairs);
    }

    /// <summary>Elements of a scratch row of scores: the context in whole blocks, and sixteen more for the sum.</summary>
    public static int ScratchStride(int context) => ((context + BlockLayout.Positions - 1) / BlockLayout.Positions * BlockLayout.Positions) + Sixteen.Partials;

    /// <summary>Elements from row to row of a table that is kept as rows.</summary>
    public static int RowStride(int width) => (width + Sixteen.Partials - 1) / Sixteen.Partials * Sixteen.Partials;

    private int Stride(int value) => graph[value].Place!.Stride;

    private List<int> OperandStrides(IEnumerable<Operation> operations) =>
        [.. operations.Where(operation => operation.Operand >= 0).Select(operation => Stride(operation.Operand))];

    /// <summary>Parameters are kept in padded rows; a table that the runtime makes has none.</summary>
    private int TableStride(GatherNode gather) => gather switch
    {
        { Source: >= 0 } => Stride(gather.Source),
        { Made: { } made } => made.Width,
        _ => RowStride(graph[gather.Output].Type.Width),
    };

    /// <summary>Keys and values of one attention share a layer's part of a block.</summary>
    private BlockLayout Layout(AttentionNode attention) => BlockLayout.Of(attention.KeyState, attention.ValueState, attention.Tile!.Vectors * lanes);
}
