using System.Text;

namespace Etch.Text;

/// <summary>Turns one word into ids. Models hold no state that a caller sees: one serves all threads.</summary>
internal abstract class TokenModel
{
    /// <summary>Appends the ids of a word, which is not empty and well-formed UTF-16, to the ids of the scratch.</summary>
    public abstract void Append(ReadOnlySpan<char> word, EncodeScratch scratch);
}

/// <summary>Each word is one piece, or unknown.</summary>
internal sealed class WordLevelModel(Dictionary<string, int> pieces, int unknownId) : TokenModel
{
    private readonly Dictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> _pieces = pieces.GetAlternateLookup<ReadOnlySpan<char>>();

    public override void Append(ReadOnlySpan<char> word, EncodeScratch scratch) =>
        scratch.Ids.Add(_pieces.TryGetValue(word, out int id) ? id : unknownId);
}

/// <summary>The longest piece first, then the longest that continues it, and so on (Wu et al. 2016; BERT's tokenization.py).</summary>
internal sealed class WordPieceModel : TokenModel
{
    private readonly Trie _first = new();
    private readonly Trie _continuing = new();
    private readonly int _unknownId;
    private readonly int _longestWord;

    /// <param name="pieces">The vocabulary.</param>
    /// <param name="continuingPrefix">What marks a piece that continues a word.</param>
    /// <param name="unknownId">Stands for a word that the pieces do not cover.</param>
    /// <param name="longestWord">Words of more characters (code points) are unknown.</param>
    public WordPieceModel(Dictionary<string, int> pieces, string continuingPrefix, int unknownId, int longestWord)
    {
        _unknownId = unknownId;
        _longestWord = longestWord;
        foreach ((string piece, int id) in pieces)
        {
            AddUnlessEmpty(_first, piece, id);
            if (piece.StartsWith(continuingPrefix, StringComparison.Ordinal))
            {
                AddUnlessEmpty(_continuing, piece.AsSpan(continuingPrefix.Length), id);
            }
        }
    }

    public override void Append(ReadOnlySpan<char> word, EncodeScratch scratch)
    {
        int mark = scratch.Ids.Count;
        bool isKnown = !IsTooLong(word);
        Trie pieces = _first;
        while (isKnown && !word.IsEmpty)
        {
            int id = pieces.Longest(word, out int length);
            isKnown = id >= 0;
            scratch.Ids.Add(id);
            word = word[length..];
            pieces = _continuing;
        }
        if (!isKnown)
        {
            scratch.Ids.RemoveRange(mark, scratch.Ids.Count - mark);
            scratch.Ids.Add(_unknownId);
        }
    }

    private static void AddUnlessEmpty(Trie trie, ReadOnlySpan<char> piece, int id)
    {
        if (!piece.IsEmpty)
        {
            trie.Add(piece, id);
        }
    }

    private bool IsTooLong(ReadOnlySpan<char> word)
    {
        int characters = 0;
        if (word.Length > _longestWord)
        {
            foreach (Rune _ in word.EnumerateRunes())
            {
                characters++;
            }
        }
        return characters > _longestWord;
    }
}
