namespace Etch;

/// <summary>
/// The tokens of a session, as far as they are known: those that it has read, and behind them those that it has yet to read. After a
/// generation that is the last token, which was given out and never read.
/// </summary>
internal sealed class Conversation(ILanguageModel session)
{
    private readonly List<int> tokens = [];
    private int origin = session.Position; // the position of the first known token

    public ReadOnlySpan<int> Tokens => System.Runtime.InteropServices.CollectionsMarshal.AsSpan(tokens);

    public ReadOnlySpan<int> Unread => Tokens[(session.Position - origin)..];

    public int Count => tokens.Count;

    public void Add(int id) => tokens.Add(id);

    public void Add(ReadOnlySpan<int> ids) => tokens.AddRange(ids);

    public void Truncate(int count) => tokens.RemoveRange(count, tokens.Count - count);

    /// <summary>Follows a session that somebody else moved since the last call.</summary>
    /// <param name="expected">The position at which the last call left it.</param>
    public void Follow(int expected)
    {
        int known = session.Position - origin;
        if (session.Position < expected && known >= 0)
        {
            Truncate(known);
        }
        else if (session.Position != expected)
        {
            tokens.Clear();
            origin = session.Position;
        }
    }
}
