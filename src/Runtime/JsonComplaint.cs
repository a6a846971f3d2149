namespace Etch;

/// <summary>What a reader of JSON says of a text that is none, short enough for a message: it quotes a wrong word up to the next blank, which may be the whole file.</summary>
internal static class JsonComplaint
{
    private const int Longest = 300, Begin = 100;

    /// <summary>The message, with the place at its end, without the middle of a long quotation.</summary>
    public static string Of(Exception exception)
    {
        string message = exception.Message;
        return message.Length <= Longest ? message : string.Concat(message.AsSpan(0, Begin), "…", message.AsSpan(message.Length - (Longest - Begin)));
    }
}
