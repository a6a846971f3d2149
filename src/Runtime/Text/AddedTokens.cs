using System.Buffers;
using System.Text;

namespace Etch.Text;

/// <summary>One entry of <c>added_tokens</c>.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Content">The text it stands for.</param>
/// <param name="SingleWord">Found only where no word character is beside it.</param>
/// <param name="StripsLeft">Takes the white space before it.</param>
/// <param name="StripsRight">Takes the white space behind it.</param>
/// <param name="Normalized">Looked for, in normalised form, in normalised text.</param>
/// <param name="Special">Left out of decoded text.</param>
internal sealed record AddedToken(int Id, string Content, bool SingleWord, bool StripsLeft, bool StripsRight, bool Normalized, bool Special);

/// <summary>The tokens that are cut out of a text before the rest is split: the leftmost, and of those the longest.</summary>
internal sealed class AddedTokens
{
    private readonly AddedToken[] _tokens;
    private readonly Trie _trie = new();
    private readonly SearchValues<char> _firstUnits;

    /// <param name="tokens">The tokens.</param>
    /// <param name="patterns">For each the text to look for.</param>
    public AddedTokens(AddedToken[] tokens, string[] patterns)
    {
        _tokens = tokens;
        for (int i = 0; i < patterns.Length; i++)
        {
            _trie.Add(patterns[i], i);
        }
        _firstUnits = SearchValues.Create(patterns.Select(pattern => pattern[0]).ToArray());
    }

    /// <summary>Walks over the stretches of text between tokens.</summary>
    public Splitter Split(ReadOnlySpan<char> text) => new(this, text);

    /// <summary>The state of one walk.</summary>
    public ref struct Splitter(AddedTokens tokens, ReadOnlySpan<char> text)
    {
        private readonly ReadOnlySpan<char> _text = text;
        private int _search;
        private int _start;
        private int _blankEnd;
        private bool _ended;

        /// <summary>The next stretch, which may be empty, and the id of the token behind it; −1 behind the last stretch.</summary>
        public bool Next(out ReadOnlySpan<char> between, out int id)
        {
            while (Match(out AddedToken? token, out int begin, out int end))
            {
                if (token.SingleWord && IsInsideWord(begin, end))
                {
                    continue;
                }
                begin = token.StripsLeft ? SkipBack(begin) : begin;
                end = token.StripsRight ? SkipForward(end) : end;
                between = _text[_start..Math.Max(_start, begin)];
                _start = end;
                id = token.Id;
                return true;
            }
            between = _text[_start..];
            id = -1;
            bool isLast = !_ended;
            _ended = true;
            return isLast;
        }

        private bool Match([System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out AddedToken? token, out int begin, out int end)
        {
            for (; _search < _text.Length; _search++)
            {
                int skipped = _text[_search..].IndexOfAny(tokens._firstUnits);
                if (skipped < 0)
                {
                    break;
                }
                _search += skipped;
                int found = tokens._trie.Longest(_text[_search..], out int length);
                if (found >= 0)
                {
                    (begin, end, token) = (_search, _search + length, tokens._tokens[found]);
                    _search = end;
                    return true;
                }
            }
            _search = _text.Length;
            (begin, end, token) = (0, 0, null);
            return false;
        }

        private readonly bool IsInsideWord(int begin, int end)
        {
            _ = Rune.DecodeLastFromUtf16(_text[..begin], out Rune before, out _);
            _ = Rune.DecodeFromUtf16(_text[end..], out Rune behind, out _);
            return Characters.IsWord(before) || Characters.IsWord(behind);
        }

        // White space that the token before has taken stays with that one.
        private readonly int SkipBack(int position)
        {
            while (position > _start && char.IsWhiteSpace(_text[position - 1]))
            {
                position--;
            }
            return position;
        }

        // A token that is white space itself may ask at every place of one long run: what was walked once is remembered.
        private int SkipForward(int position)
        {
            int end = Math.Max(position, _blankEnd);
            while (end < _text.Length && char.IsWhiteSpace(_text[end]))
            {
                end++;
            }
            _blankEnd = end;
            return end;
        }
    }
}
