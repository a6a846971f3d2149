using Etch.Generator.Graph;

namespace Etch.Generator.Passes;

/// <summary>Which values share one memory because one is computed in the place of another.</summary>
internal sealed class Storage
{
    private readonly ModelGraph _graph;
    private readonly Lifetimes _lifetimes;
    private readonly Dictionary<int, (int Parent, int Column)> _parents = [];
    private readonly Dictionary<int, List<int>> _members = [];
    private readonly Dictionary<int, Node> _makers = [];

    public Storage(ModelGraph graph, Lifetimes lifetimes)
    {
        (_graph, _lifetimes) = (graph, lifetimes);
        foreach (Node node in graph.AllNodes.Where(node => node is not (TapNode or AppendNode)))
        {
            Add(node.Output);
            _makers[node.Output] = node;
        }

        foreach (RepeatNode repeat in graph.Nodes.OfType<RepeatNode>())
        {
            Carry(repeat);
        }

        foreach (Node node in graph.AllNodes)
        {
            InPlace(node);
        }
    }

    public bool Has(int value) => _parents.ContainsKey(value);

    /// <summary>The value that owns the memory, and the column where this one begins.</summary>
    public (int Root, int Column) Find(int value)
    {
        int column = 0;
        while (_parents[value].Parent != value)
        {
            column += _parents[value].Column;
            value = _parents[value].Parent;
        }

        return (value, column);
    }

    /// <summary>The values that own memory, and from when to when it is theirs.</summary>
    public IEnumerable<(int Root, Interval Life)> Roots() =>
        _members.Select(entry => (entry.Key, entry.Value.Select(_lifetimes.Of).Aggregate((a, b) => a.Join(b))));

    private void Add(int value)
    {
        _parents[value] = (value, 0);
        _members[value] = [value];
    }

    /// <summary>The carried value keeps its place from layer to layer; InsertCopies has made that possible.</summary>
    private void Carry(RepeatNode repeat)
    {
        int root = Find(repeat.Input).Root;
        foreach (Body body in repeat.Bodies)
        {
            Add(body.Input);
            Join(body.Input, root, 0);
            Join(body.Output, root, 0);
        }

        Join(repeat.Output, root, 0);
    }

    private void InPlace(Node node)
    {
        foreach ((int value, int column) in Candidates(node))
        {
            (int target, int source) = (Find(node.Output).Root, Find(value).Root);
            if (target == source)
            {
                return;
            }

            bool Clash(int member) => _members[target].Any(made => Conflict(made, member));
            bool others = _members[source].Any(member => member != value && Clash(member));
            bool free = !others && (!Clash(value) || (node is RotateNode or NormNode && _members[target].Count == 1 && NobodyReadsLater(node)));
            if (free && Fits(node.Output, value, column))
            {
                Join(node.Output, value, column);
                return;
            }
        }
    }

    /// <summary>Rows and their distance must agree; columns of a wider value keep that value's rows.</summary>
    private bool Fits(int output, int value, int column)
    {
        TensorType made = _graph[output].Type, held = _graph[value].Type;
        bool ownsRows = Find(output).Root == output && _members[output].Count == 1;
        return made.Count == held.Count
            && ((column == 0 && PlanMemory.Stride(made.Width) == PlanMemory.Stride(_graph[Find(value).Root].Type.Width)) || (ownsRows && made.Width <= held.Width));
    }

    /// <summary>Two values need their memory at the same time, or one is made by a node that reads the other at other elements than it writes.</summary>
    private bool Conflict(int a, int b)
    {
        (Interval x, Interval y) = (_lifetimes.Of(a), _lifetimes.Of(b));
        if (x.First < y.Last && y.First < x.Last)
        {
            return true;
        }

        return (x.Last == y.First && !Safe(a, b)) || (y.Last == x.First && !Safe(b, a));
    }

    /// <summary>Whether all later readers of a node's input read other columns than it does: then it may write over those that it read.</summary>
    private bool NobodyReadsLater(Node node)
    {
        Columns own = ColumnReaders.Columns(node)!;
        bool isRead = _graph.Outputs.Any(output => output.Value == own.Value) || _graph.Nodes.OfType<RepeatNode>().Any(repeat => repeat.Bodies.Any(body => body.Output == own.Value));
        return !isRead && _graph.AllNodes.Where(later => _lifetimes.Numbers[later] > _lifetimes.Numbers[node] && later.Inputs.Contains(own.Value)).All(later =>
            ColumnReaders.Columns(later) is { } columns && columns.Value == own.Value && later.Inputs.Count(input => input == own.Value) == 1
            && (columns.From + columns.Width <= own.From || own.From + own.Width <= columns.From));
    }

    private bool Safe(int read, int made) =>
        !_makers.TryGetValue(made, out Node maker) || !maker.Inputs.Contains(read) || Candidates(maker).Any(candidate => candidate.Value == read);

    /// <summary>Values that may hold the output: those read at the very element that is written.</summary>
    private static IEnumerable<(int Value, int Column)> Candidates(Node node) => node switch
    {
        RotateNode rotate => [(rotate.Input.Value, rotate.Input.From)],
        NormNode norm => [(norm.Input.Value, norm.Input.From)],
        MapNode map => map.Operations.Where(operation => operation.Operand >= 0).Select(operation => (operation.Operand, 0)).Prepend((map.Input.Value, map.Input.From)),
        ProductNode product => product.Operations.Where(operation => operation is AddOperation && operation.Operand != product.Input.Value).Select(operation => (operation.Operand, 0)),
        _ => [],
    };

    private void Join(int value, int other, int column)
    {
        (int root, int own) = Find(value);
        (int target, int offset) = Find(other);
        if (root == target)
        {
            return;
        }

        _parents[root] = (target, offset + column - own);
        _members[target].AddRange(_members[root]);
        _members.Remove(root);
    }
}
