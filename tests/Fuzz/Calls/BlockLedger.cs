using Etch.Execution;

namespace Etch.Fuzz.Calls;

/// <summary>
/// Which blocks of positions a session should hold, by numbers of our own: blocks that forks share have one number, a block that somebody
/// writes into while another holds it gets a new one, and what lies behind a window is let go.
/// </summary>
/// <param name="window">The positions that the model can still see; 0: all.</param>
internal sealed class BlockLedger(int window)
{
    private static int s_next;

    private readonly SortedDictionary<int, int> _blocks = [];
    private int _length;

    /// <summary>The numbers of all blocks that these sessions hold together.</summary>
    public static HashSet<int> Held(IEnumerable<BlockLedger> ledgers) => [.. ledgers.SelectMany(ledger => ledger._blocks.Values)];

    /// <summary>The session reads tokens.</summary>
    /// <param name="others">The other sessions of the model.</param>
    public void Append(int count, IEnumerable<BlockLedger> others)
    {
        int tail = _length / BlockTable.PositionsPerBlock;
        if (_blocks.TryGetValue(tail, out int shared) && others.Any(other => other._blocks.ContainsValue(shared)))
        {
            _blocks[tail] = s_next++;
        }

        for (int block = Blocks(_length); block < Blocks(_length + count); block++)
        {
            _blocks[block] = s_next++;
        }

        _length += count;
        LetGo();
    }

    /// <summary>The session forgets tokens; if it needs again what it has let go, it reads everything anew.</summary>
    public void Rewind(int position)
    {
        if (_blocks.Count > 0 && FirstSeen(position) < _blocks.Keys.First() * BlockTable.PositionsPerBlock)
        {
            _blocks.Clear();
            _length = 0;
            Append(position, []);
            return;
        }

        foreach (int block in _blocks.Keys.Where(block => block >= Blocks(position)).ToList())
        {
            _blocks.Remove(block);
        }

        _length = position;
    }

    public BlockLedger Fork()
    {
        BlockLedger fork = new(window) { _length = _length };
        foreach ((int block, int number) in _blocks)
        {
            fork._blocks.Add(block, number);
        }

        return fork;
    }

    private static int Blocks(int positions) => (positions + BlockTable.PositionsPerBlock - 1) / BlockTable.PositionsPerBlock;

    private int FirstSeen(int position) => window == 0 ? 0 : Math.Max(0, position - window + 1);

    private void LetGo()
    {
        foreach (int block in _blocks.Keys.Where(block => (block + 1) * BlockTable.PositionsPerBlock <= FirstSeen(_length)).ToList())
        {
            _blocks.Remove(block);
        }
    }
}
