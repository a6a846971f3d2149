namespace Etch.Text;

/// <summary>A set of strings with a number each, which finds the longest one that a text begins with.</summary>
internal sealed class Trie
{
    private const int NoValue = -1;

    private readonly Dictionary<long, int> _children = [];
    private readonly List<int> _values = [NoValue];

    /// <summary>Adds a string; one that is there already keeps its first number.</summary>
    public void Add(ReadOnlySpan<char> key, int value)
    {
        int node = 0;
        foreach (char unit in key)
        {
            if (!_children.TryGetValue(Edge(node, unit), out int child))
            {
                child = _values.Count;
                _values.Add(NoValue);
                _children.Add(Edge(node, unit), child);
            }
            node = child;
        }
        _values[node] = _values[node] == NoValue ? value : _values[node];
    }

    /// <summary>The number of the longest string that the text begins with, and its length; −1 when there is none.</summary>
    public int Longest(ReadOnlySpan<char> text, out int length)
    {
        int found = NoValue;
        int node = 0;
        length = 0;
        for (int i = 0; i < text.Length && _children.TryGetValue(Edge(node, text[i]), out node); i++)
        {
            if (_values[node] != NoValue)
            {
                found = _values[node];
                length = i + 1;
            }
        }
        return found;
    }

    private static long Edge(int node, char unit) => ((long)node << 16) | unit;
}
