using Etch.Generator.Spec;

namespace Etch.Generator.Graph;

/// <summary>Fluent construction of a graph: each method adds one plain node and gives the value that it makes.</summary>
internal sealed class GraphBuilder(string name, int context)
{
    private readonly List<Value> _values = [];
    private readonly List<GraphInput> _inputs = [];
    private readonly List<GraphOutput> _outputs = [];
    private List<Node> _nodes = [];

    public ModelGraph Build() =>
        new(name, context, _values.ToEquatableArray(), _inputs.ToEquatableArray(), _nodes.ToEquatableArray(), _outputs.ToEquatableArray());

    public TensorType TypeOf(int value) => _values[value].Type;

    public int WidthOf(int value) => TypeOf(value).Width;

    public Columns All(int value) => new(value, 0, WidthOf(value));

    public int Input(string role, TensorType type)
    {
        if (_inputs.FirstOrDefault(input => input.Role == role) is { } known)
        {
            return known.Value;
        }

        int value = New(role, type);
        _inputs.Add(new GraphInput(value, role));
        return value;
    }

    public void Output(string outputName, int value) => _outputs.Add(new GraphOutput(outputName, value));

    public int Gather(string valueName, Weight table, int index, int offset = 0) =>
        Add(valueName, TensorType.Rows(TypeOf(index).Count, table.Shape[1]), output => new GatherNode(output, table, null, -1, index, offset, default));

    public int Gather(string valueName, Table table, int index) =>
        Add(valueName, TensorType.Rows(TypeOf(index).Count, table.Width), output => new GatherNode(output, null, table, -1, index, 0, default));

    public int GatherRows(string valueName, int source, int index) =>
        Add(valueName, TensorType.Rows(TypeOf(index).Count, WidthOf(source)), output => new GatherNode(output, null, null, source, index, 0, default));

    public int Norm(string valueName, int input, NormKind kind, float epsilon, Weight? gain, Weight? bias, int groups = 1, bool gainPerGroup = false) =>
        Add(valueName, TypeOf(input), output => new NormNode(output, All(input), kind, groups, epsilon, gain, bias, gainPerGroup));

    public int Product(string valueName, int input, Weight matrix, Weight? bias)
    {
        int product = Add(valueName, TensorType.Rows(TypeOf(input).Count, matrix.Shape[0]), output =>
            new ProductNode(output, All(input), EquatableArray.Of(matrix), false, default));
        return bias is null ? product : Map(valueName, product, new BiasOperation(bias));
    }

    public int Map(string valueName, int input, Operation operation) =>
        Add(valueName, TypeOf(input), output => new MapNode(output, All(input), EquatableArray.Of(operation)));

    public int Rotate(string valueName, int input, int positions, Table cosines, Table sines, int heads, int width, Pairing pairing) =>
        Add(valueName, TypeOf(input), output => new RotateNode(output, All(input), positions, cosines, sines, heads, width, pairing));

    public int Append(State state, int input, int positions) =>
        Add(state.Name, TypeOf(input), output => new AppendNode(output, state, All(input), positions));

    public int Scores(int query, int keys, State state, int heads, Scalar scale) =>
        Add("scores", ScoreType(query, heads), output => new ScoresNode(output, All(query), keys, state, heads, scale));

    public int Term(int scores, ScoreTerm term) => Add("scores", TypeOf(scores), output => new TermNode(output, scores, term));

    public int Softmax(int scores, Visibility visibility) => Add("attention", TypeOf(scores), output => new SoftmaxNode(output, scores, visibility));

    public int Mix(int probabilities, int values, State state, int heads) =>
        Add("mixed", TensorType.Rows(TypeOf(values).Count, heads * state.Width), output => new MixNode(output, probabilities, values, state, heads));

    public int Pool(int input, Pooling kind) =>
        Add("pooled", TensorType.Rows(Dim.Runs, WidthOf(input)), output => new PoolNode(output, input, kind));

    public void Tap(int input, string tapName) => Add(tapName, TypeOf(input), output => new TapNode(output, input, tapName));

    /// <summary>A body: what <paramref name="build"/> makes of the carried value.</summary>
    public Body Body(int input, Func<int, int> build)
    {
        List<Node> outer = _nodes;
        _nodes = [];
        int carried = New("stream", TypeOf(input));
        int output = build(carried);
        Body body = new(_nodes.ToEquatableArray(), carried, output);
        _nodes = outer;
        return body;
    }

    public int Repeat(int input, IEnumerable<Body> bodies, IEnumerable<int> layers, int firstLayer, bool shared) =>
        Add("stream", TypeOf(input), output => new RepeatNode(output, input, bodies.ToEquatableArray(), layers.ToEquatableArray(), firstLayer, shared));

    private int Add(string valueName, TensorType type, Func<int, Node> node)
    {
        int value = New(valueName, type);
        _nodes.Add(node(value));
        return value;
    }

    private int New(string valueName, TensorType type)
    {
        _values.Add(new Value(_values.Count, valueName, type));
        return _values.Count - 1;
    }

    private TensorType ScoreType(int query, int heads) =>
        new(Element.F32, EquatableArray.Of(heads, TypeOf(query).Count, new Dim(1, Length.Keys, 0, 1)));
}
