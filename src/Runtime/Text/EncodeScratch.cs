namespace Etch.Text;

/// <summary>What one call of Encode writes to on its way; kept for the next call, so that a warm tokenizer takes no memory.</summary>
internal sealed class EncodeScratch
{
    private const int LargestKept = 1 << 16;

    private byte[] _bytes = new byte[256];

    /// <summary>The ids so far, without those of the template.</summary>
    public List<int> Ids { get; } = [];

    /// <summary>Holds the text where a lone surrogate had to be replaced.</summary>
    public CharBuffer WellFormed { get; } = new();

    /// <summary>Holds a piece with the prefix that a pre-tokenizer puts before it.</summary>
    public CharBuffer Prefixed { get; } = new();

    public BytePairMerger Merger { get; } = new();

    /// <summary>What the last normalizer wrote.</summary>
    public CharBuffer Current { get; private set; } = new();

    /// <summary>Where the next normalizer writes.</summary>
    public CharBuffer Spare { get; private set; } = new();

    /// <summary>False after an unusually long text, whose buffers should not be held for good.</summary>
    public bool IsWorthKeeping =>
        Math.Max(Math.Max(Ids.Capacity, Merger.Capacity), _bytes.Length) <= LargestKept
        && Math.Max(Math.Max(WellFormed.Capacity, Prefixed.Capacity), Math.Max(Current.Capacity, Spare.Capacity)) <= LargestKept;

    /// <summary>What the last normalizer wrote becomes the text, and the older text makes room.</summary>
    public void Swap() => (Current, Spare) = (Spare, Current);

    /// <summary>The UTF-8 of a word; valid until the next call.</summary>
    public ReadOnlySpan<byte> Utf8(ReadOnlySpan<char> word)
    {
        int longest = System.Text.Encoding.UTF8.GetMaxByteCount(word.Length);
        if (_bytes.Length < longest)
        {
            _bytes = new byte[longest];
        }
        return _bytes.AsSpan(0, System.Text.Encoding.UTF8.GetBytes(word, _bytes));
    }
}
