using Etch.Generator.Spec;

namespace Etch.Generator.Diagnostics;

/// <summary>
/// Which rows the stream has while the brackets are walked: one for each token, after a Pool one for each sequence, in the bracket of a
/// LanguageModelHead those that were asked for. What reads a row's neighbours needs the first; what adds two streams needs the same of both.
/// </summary>
internal sealed class StreamRows
{
    private bool _wasPooledBefore;      // where the bracket before this one began
    private bool _wasPooled;            // where this bracket began
    private bool _wasPooledWhenRead;    // where the last operator read
    private bool _areWanted;

    /// <summary>Whether a Pool has left one row of a sequence.</summary>
    public bool ArePooled { get; private set; }

    /// <summary>A bracket begins.</summary>
    public void Begin(BracketSpec bracket)
    {
        (_wasPooledBefore, _wasPooled, _wasPooledWhenRead) = (_wasPooled, ArePooled, ArePooled);
        _areWanted = bracket.Words.Any(word => word is LanguageModelHeadSpec);
    }

    /// <summary>A Pool stands here.</summary>
    public void Pool() => ArePooled = true;

    /// <summary>An operator reads the stream.</summary>
    public void Read() => _wasPooledWhenRead = ArePooled;

    /// <summary>Why a word has not the rows that it needs, or null.</summary>
    /// <param name="leads">Whether it is the first of its bracket.</param>
    public string? Problem(WordSpec word, bool leads, bool isInput) => word switch
    {
        LanguageModelHeadSpec when isInput => "LanguageModelHead answers from a stream that is there; write it in a bracket after the input.",
        AttentionSpec or InputSpec when ArePooled => $"{SpecPrinter.Name(word)} needs the rows of all tokens, and Pool has left one; write it before the Pool.",
        AttentionSpec when _areWanted => "Attention needs the rows of all tokens, and LanguageModelHead takes those that are asked for; give the head a bracket of its own.",
        ParallelSpec when leads && _areWanted => "Parallel adds rows of all tokens, and LanguageModelHead takes those that are asked for; give the head a bracket of its own.",
        ResidualSpec when ArePooled != _wasPooled => "Residual adds to the rows of all tokens, and Pool has left one; give the Pool a bracket of its own.",
        ParallelSpec when ArePooled != (leads ? _wasPooledBefore : _wasPooledWhenRead) => "Parallel adds to the rows of all tokens, and Pool has left one; write the Pool after it.",
        _ => null,
    };
}
