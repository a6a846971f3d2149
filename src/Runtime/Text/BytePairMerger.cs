namespace Etch.Text;

/// <summary>Merges the symbols of one word: a linked list and a queue of possible merges, so O(n log n) for n symbols.</summary>
internal sealed class BytePairMerger
{
    private const int None = -1;
    private const int Removed = -1;

    private readonly PriorityQueue<int, long> _queue = new();
    private Symbol[] _symbols = new Symbol[64];
    private int _count;

    private struct Symbol
    {
        public int Id;
        public int Previous;
        public int Next;
    }

    public int Capacity => _symbols.Length;

    /// <summary>Begins a word of at most this many symbols.</summary>
    public void Clear(int capacity)
    {
        _count = 0;
        if (_symbols.Length < capacity)
        {
            _symbols = new Symbol[Math.Max(capacity, (int)Math.Min(Array.MaxLength, 2L * _symbols.Length))];
        }
    }

    public void Add(int id)
    {
        _symbols[_count] = new Symbol { Id = id, Previous = _count - 1, Next = None };
        if (_count > 0)
        {
            _symbols[_count - 1].Next = _count;
        }
        _count++;
    }

    /// <summary>Merges until no neighbours can be, the earliest merge first and of equals the leftmost, and appends the ids that are left.</summary>
    public void Run(Dictionary<long, Merge> merges, List<int> ids)
    {
        for (int place = 0; place < _count; place++)
        {
            Offer(place, merges);
        }
        while (_queue.TryDequeue(out int id, out long priority))
        {
            TryMerge((int)(priority & int.MaxValue), id, merges);
        }
        for (int place = _count == 0 ? None : 0; place != None; place = _symbols[place].Next)
        {
            ids.Add(_symbols[place].Id);
        }
    }

    private void Offer(int place, Dictionary<long, Merge> merges)
    {
        if (_symbols[place].Next != None && merges.TryGetValue(PairAt(place), out Merge merge))
        {
            _queue.Enqueue(merge.Id, ((long)merge.Rank << 32) | (uint)place);
        }
    }

    private long PairAt(int place) => BytePairModel.Pair(_symbols[place].Id, _symbols[_symbols[place].Next].Id);

    private void TryMerge(int place, int id, Dictionary<long, Merge> merges)
    {
        ref Symbol left = ref _symbols[place];
        // The neighbours may have changed since the offer. What counts, in the reference too, is only that they still make this piece.
        if (left.Id == Removed || left.Next == None || !merges.TryGetValue(PairAt(place), out Merge merge) || merge.Id != id)
        {
            return;
        }
        ref Symbol right = ref _symbols[left.Next];
        left.Id = id;
        left.Next = right.Next;
        right.Id = Removed;
        if (left.Next != None)
        {
            _symbols[left.Next].Previous = place;
        }
        if (left.Previous != None)
        {
            Offer(left.Previous, merges);
        }
        Offer(place, merges);
    }
}
