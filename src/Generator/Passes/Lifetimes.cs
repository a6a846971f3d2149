using Etch.Generator.Graph;

namespace Etch.Generator.Passes;

/// <summary>When each value is made and last read. Nodes are numbered through, bodies in their place; what a body reads from outside lives through its repeat.</summary>
internal sealed class Lifetimes
{
    private readonly Dictionary<int, int> _first = [];
    private readonly Dictionary<int, int> _last = [];
    private int _number;

    public Lifetimes(ModelGraph graph)
    {
        foreach (GraphInput input in graph.Inputs)
        {
            _first[input.Value] = 0;
        }

        Number(graph.Nodes);
        foreach (GraphOutput output in graph.Outputs)
        {
            _last[output.Value] = int.MaxValue;
        }
    }

    /// <summary>The number of each node.</summary>
    public Dictionary<Node, int> Numbers { get; } = [];

    public Interval Of(int value) => new(_first[value], _last.TryGetValue(value, out int last) ? Math.Max(last, _first[value]) : _first[value]);

    private void Number(IEnumerable<Node> nodes)
    {
        foreach (Node node in nodes)
        {
            int number = ++_number;
            foreach (int input in node.Inputs)
            {
                Read(input, number);
            }

            if (node is RepeatNode repeat)
            {
                Number(repeat);
                number = ++_number;
            }

            Numbers[node] = number;
            _first[node.Output] = number;
        }
    }

    private void Number(RepeatNode repeat)
    {
        int begin = _number;
        foreach (Body body in repeat.Bodies)
        {
            _first[body.Input] = _number;
            Number(body.Nodes);
            Read(body.Output, ++_number);
        }

        foreach (int outside in repeat.Bodies.SelectMany(body => body.Nodes).SelectMany(node => node.Inputs).Where(value => _first[value] <= begin && !repeat.Bodies.Any(body => body.Input == value)))
        {
            Read(outside, _number);
        }
    }

    private void Read(int value, int number) => _last[value] = _last.TryGetValue(value, out int last) ? Math.Max(last, number) : number;
}
