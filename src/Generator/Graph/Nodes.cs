using Etch.Generator.Kernels;
using Etch.Generator.Passes;
using Etch.Generator.Spec;

namespace Etch.Generator.Graph;

/// <summary>Something that must be computed. A node names the values it reads and the one it makes; it holds no order but its place in the list.</summary>
/// <param name="Output">The value it makes.</param>
internal abstract record Node(int Output)
{
    /// <summary>The values it reads, in a fixed order.</summary>
    public abstract IEnumerable<int> Inputs { get; }

    /// <summary>The parameters it reads.</summary>
    public virtual IEnumerable<Weight> Weights => [];

    /// <summary>How the team divides it: decided by SplitWork.</summary>
    public Split Split { get; init; } = Split.None;

    /// <summary>The same node with its value names replaced.</summary>
    public abstract Node Rename(Func<int, int> rename);

    protected static Operation Rename(Operation operation, Func<int, int> rename) => operation switch
    {
        AddOperation add => new AddOperation(rename(add.Other)),
        MultiplyOperation multiply => new MultiplyOperation(rename(multiply.Other)),
        _ => operation,
    };

    protected static IEnumerable<Weight> WeightsOf(IEnumerable<Operation> operations) =>
        operations.OfType<BiasOperation>().Select(operation => operation.Bias);

    protected static IEnumerable<int> OperandsOf(IEnumerable<Operation> operations) =>
        operations.Select(operation => operation.Operand).Where(operand => operand >= 0);
}

/// <summary>y[r] = table[index[r] + offset]: rows of a parameter (embeddings), of a table, or of a value (last rows).</summary>
internal sealed record GatherNode(int Output, Weight? Table, Table? Made, int Source, int Index, int Offset, EquatableArray<Operation> Operations) : Node(Output)
{
    /// <summary>How the parameter's rows lie: decided by ChooseLayouts (tied tables are read from the head's panels).</summary>
    public PanelLayout? Layout { get; init; }

    public override IEnumerable<int> Inputs => (Source >= 0 ? new[] { Source, Index } : [Index]).Concat(OperandsOf(Operations));

    public override IEnumerable<Weight> Weights => (Table is null ? Array.Empty<Weight>() : [Table]).Concat(WeightsOf(Operations));

    public override Node Rename(Func<int, int> rename) => this with
    {
        Output = rename(Output),
        Source = Source < 0 ? Source : rename(Source),
        Index = rename(Index),
        Operations = Operations.Select(operation => Rename(operation, rename)).ToEquatableArray(),
    };
}

/// <summary>The kinds of a norm; their formulas stand in the words' records.</summary>
internal enum NormKind
{
    Layer,
    Rms,
    L2,
}

/// <summary>y = norm(x), each row or each of <paramref name="Groups"/> equal parts of some columns of a row by itself.</summary>
internal sealed record NormNode(
    int Output, Columns Input, NormKind Kind, int Groups, float Epsilon, Weight? Gain, Weight? Bias, bool GainPerGroup) : Node(Output)
{
    public override IEnumerable<int> Inputs => [Input.Value];

    public override IEnumerable<Weight> Weights => new[] { Gain, Bias }.OfType<Weight>();

    public override Node Rename(Func<int, int> rename) => this with { Output = rename(Output), Input = Input with { Value = rename(Input.Value) } };
}

/// <summary>y = x · wᵀ, then the operations. Several matrices stand side by side (query, key, value) or in pairs (gate, up).</summary>
internal sealed record ProductNode(int Output, Columns Input, EquatableArray<Weight> Matrices, bool Paired, EquatableArray<Operation> Operations) : Node(Output)
{
    /// <summary>The register tile: decided by ChooseTiles.</summary>
    public Tile? Tile { get; init; }

    /// <summary>How the panels lie: decided by ChooseLayouts.</summary>
    public PanelLayout? Layout { get; init; }

    /// <summary>The vectors that a merged product's bias is joined from, in the order of the matrices; empty entries have none.</summary>
    public EquatableArray<Weight> Biases { get; init; }

    /// <summary>The operations that are done on the sums in registers: all before the first long one.</summary>
    public EquatableArray<Operation> ShortOperations => Operations.Take(FirstLong).ToEquatableArray();

    /// <summary>The first operation that is long (an activation) and all after it: they go over the stored columns, in a kernel of their own.</summary>
    public EquatableArray<Operation> LongOperations => Operations.Skip(FirstLong).ToEquatableArray();

    private int FirstLong => Operations.TakeWhile(operation => operation is not (ActivateOperation { Activation: not Activation.Relu } or SoftCapOperation or GateOperation)).Count();

    /// <summary>The columns of all matrices together.</summary>
    public int Outer => Matrices.Sum(matrix => matrix.Shape[0]);

    /// <summary>The length of the sum.</summary>
    public int Inner => Matrices[0].Shape[1];

    public override IEnumerable<int> Inputs => new[] { Input.Value }.Concat(OperandsOf(Operations));

    public override IEnumerable<Weight> Weights => Matrices.Concat(Biases).Concat(WeightsOf(Operations));

    public override Node Rename(Func<int, int> rename) => this with
    {
        Output = rename(Output),
        Input = Input with { Value = rename(Input.Value) },
        Operations = Operations.Select(operation => Rename(operation, rename)).ToEquatableArray(),
    };
}

/// <summary>y = operations(x), element by element.</summary>
internal sealed record MapNode(int Output, Columns Input, EquatableArray<Operation> Operations) : Node(Output)
{
    public override IEnumerable<int> Inputs => new[] { Input.Value }.Concat(OperandsOf(Operations));

    public override IEnumerable<Weight> Weights => WeightsOf(Operations);

    public override Node Rename(Func<int, int> rename) => this with
    {
        Output = rename(Output),
        Input = Input with { Value = rename(Input.Value) },
        Operations = Operations.Select(operation => Rename(operation, rename)).ToEquatableArray(),
    };
}

/// <summary>y = x with the first <paramref name="Width"/> places of each head turned by the row's position.</summary>
internal sealed record RotateNode(int Output, Columns Input, int Positions, Table Cosines, Table Sines, int Heads, int Width, Pairing Pairing) : Node(Output)
{
    public override IEnumerable<int> Inputs => [Input.Value, Positions];

    public override Node Rename(Func<int, int> rename) =>
        this with { Output = rename(Output), Input = Input with { Value = rename(Input.Value) }, Positions = rename(Positions) };
}
