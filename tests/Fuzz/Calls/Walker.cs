using Etch.Execution;

namespace Etch.Fuzz.Calls;

/// <summary>A session, what it should have read, and which blocks it should hold.</summary>
internal sealed class Walker(CausalSession session, List<int> read, BlockLedger blocks, int threads, List<Walker> all) : ILanguageModel
{
    public CausalSession Session => session;

    public List<int> Read => read;

    public BlockLedger Blocks => blocks;

    public int Threads => threads;

    public int Context => session.Declaration.Context;

    public int VocabularySize => session.Declaration.VocabularySize;

    public int Position => session.Position;

    /// <summary>How many more tokens fit.</summary>
    public int Room => Context - read.Count;

    public ReadOnlySpan<float> Forward(ReadOnlySpan<int> tokens)
    {
        ReadOnlySpan<float> logits = session.Forward(tokens);
        Note(tokens);
        return logits;
    }

    public void ForwardAll(ReadOnlySpan<int> tokens, Span<float> destination)
    {
        session.ForwardAll(tokens, destination);
        Note(tokens);
    }

    public void Rewind(int position)
    {
        session.Rewind(position);
        read.RemoveRange(position, read.Count - position);
        blocks.Rewind(position);
    }

    public Walker Fork() => new(session.Fork(), [.. read], blocks.Fork(), threads, all);

    ILanguageModel ILanguageModel.Fork() => Fork();

    /// <summary>Tokens that the session has read by a call that went past this object.</summary>
    public void Note(ReadOnlySpan<int> tokens)
    {
        read.AddRange(tokens);
        blocks.Append(tokens.Length, all.Where(other => other != this).Select(other => other.Blocks));
    }

    public void Dispose() => session.Dispose();
}
