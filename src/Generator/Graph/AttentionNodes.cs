using Etch.Generator.Passes;
using Etch.Generator.Spec;

namespace Etch.Generator.Graph;

/// <summary>Appends rows to a state, one row per position of each run. The output is a token: reading the state names it.</summary>
internal sealed record AppendNode(int Output, State State, Columns Input, int Positions) : Node(Output)
{
    public override IEnumerable<int> Inputs => [Input.Value, Positions];

    public override Node Rename(Func<int, int> rename) =>
        this with { Output = rename(Output), Input = Input with { Value = rename(Input.Value) }, Positions = rename(Positions) };
}

/// <summary>scores[h, r, j] = q[r, h] · keys[j, h / group] · scale, for all keys of the row's run.</summary>
internal sealed record ScoresNode(int Output, Columns Query, int Keys, State State, int Heads, Scalar Scale) : Node(Output)
{
    public override IEnumerable<int> Inputs => [Query.Value, Keys];

    public override Node Rename(Func<int, int> rename) =>
        this with { Output = rename(Output), Query = Query with { Value = rename(Query.Value) }, Keys = rename(Keys) };
}

/// <summary>One term applied to all scores.</summary>
internal sealed record TermNode(int Output, int Scores, ScoreTerm Term) : Node(Output)
{
    public override IEnumerable<int> Inputs => [Scores];

    public override Node Rename(Func<int, int> rename) => this with { Output = rename(Output), Scores = rename(Scores) };
}

/// <summary>Probabilities over the keys that a row sees; the others are no keys at all.</summary>
internal sealed record SoftmaxNode(int Output, int Scores, Visibility Visibility) : Node(Output)
{
    public override IEnumerable<int> Inputs => [Scores];

    public override Node Rename(Func<int, int> rename) => this with { Output = rename(Output), Scores = rename(Scores) };
}

/// <summary>y[r, h] = Σ probabilities[h, r, j] · values[j, h / group].</summary>
internal sealed record MixNode(int Output, int Probabilities, int Values, State State, int Heads) : Node(Output)
{
    public override IEnumerable<int> Inputs => [Probabilities, Values];

    public override Node Rename(Func<int, int> rename) =>
        this with { Output = rename(Output), Probabilities = rename(Probabilities), Values = rename(Values) };
}

/// <summary>Scores, terms, softmax and mix in one: what FuseAttention makes of the four above. It means no more than they do.</summary>
internal sealed record AttentionNode(
    int Output, Columns Query, int Keys, int Values, State KeyState, State ValueState, int Heads, Scalar Scale,
    EquatableArray<ScoreTerm> Terms, Visibility Visibility) : Node(Output)
{
    /// <summary>The tile of query rows and keys: decided by ChooseTiles.</summary>
    public Kernels.Tile? Tile { get; init; }

    public int HeadWidth => KeyState.Width;

    public int ValueWidth => ValueState.Width;

    public int Group => Heads / KeyState.Heads;

    public override IEnumerable<int> Inputs => [Query.Value, Keys, Values];

    public override Node Rename(Func<int, int> rename) => this with
    {
        Output = rename(Output),
        Query = Query with { Value = rename(Query.Value) },
        Keys = rename(Keys),
        Values = rename(Values),
    };
}

/// <summary>One row for each run: a reduction down its positions, a chain in rising order.</summary>
internal sealed record PoolNode(int Output, int Input, Pooling Kind) : Node(Output)
{
    public override IEnumerable<int> Inputs => [Input];

    public override Node Rename(Func<int, int> rename) => this with { Output = rename(Output), Input = rename(Input) };
}

/// <summary>A named point whose value may be read from outside (<c>Taps</c>) and is never fused away.</summary>
internal sealed record TapNode(int Output, int Input, string Name) : Node(Output)
{
    public override IEnumerable<int> Inputs => [Input];

    public override Node Rename(Func<int, int> rename) => this with { Output = rename(Output), Input = rename(Input) };
}

/// <summary>Layers: a list of bodies and which of them each layer is. One value is carried from layer to layer and keeps its place.</summary>
/// <param name="Output">The carried value after the last layer.</param>
/// <param name="Input">The carried value before the first layer.</param>
internal sealed record RepeatNode(int Output, int Input, EquatableArray<Body> Bodies, EquatableArray<int> Layers, int FirstLayer, bool Shared) : Node(Output)
{
    public override IEnumerable<int> Inputs => [Input];

    public override IEnumerable<Weight> Weights => Bodies.SelectMany(body => body.Nodes).SelectMany(node => node.Weights);

    public override Node Rename(Func<int, int> rename) => this with { Output = rename(Output), Input = rename(Input) };
}

/// <summary>The nodes of one kind of layer; what differs between its layers is a slot, not a literal.</summary>
internal sealed record Body(EquatableArray<Node> Nodes, int Input, int Output);
