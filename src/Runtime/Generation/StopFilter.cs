using System.Text;

namespace Etch;

/// <summary>
/// Passes text on until a stop string is complete. The end of the text that could be the beginning of a stop string is held back.
/// The result does not depend on how the text is cut into pieces: characters are taken one by one.
/// </summary>
internal sealed class StopFilter(IReadOnlyList<string> stops, bool includeStop)
{
    private readonly StringBuilder pending = new();

    /// <summary>The stop string that was met, or null.</summary>
    public string? Met { get; private set; }

    /// <summary>Takes a piece and returns the text that is certain now; nothing once a stop string was met.</summary>
    public string Append(string text)
    {
        if (stops.Count == 0)
        {
            return text;
        }

        for (int i = 0; i < text.Length && Met is null; i++)
        {
            pending.Append(text[i]);
            Met = LongestAtEnd();
        }

        return Met is null ? Take(pending.Length - HeldBack()) : pending.Length == 0 ? "" : TakeAtStop(Met);
    }

    /// <summary>Returns what is held back, since no more text comes.</summary>
    public string Flush() => Take(pending.Length);

    private string TakeAtStop(string stop)
    {
        string text = Take(includeStop ? pending.Length : pending.Length - stop.Length);
        pending.Clear();
        return text;
    }

    private string Take(int length)
    {
        string text = pending.ToString(0, length);
        pending.Remove(0, length);
        return text;
    }

    private string? LongestAtEnd()
    {
        string? longest = null;
        foreach (string stop in stops)
        {
            if (stop.Length > (longest?.Length ?? 0) && EndsWith(stop, stop.Length))
            {
                longest = stop;
            }
        }

        return longest;
    }

    /// <summary>The length of the longest end of the text that begins a stop string.</summary>
    private int HeldBack()
    {
        int longest = 0;
        foreach (string stop in stops)
        {
            for (int length = stop.Length - 1; length > longest; length--)
            {
                if (EndsWith(stop, length))
                {
                    longest = length;
                }
            }
        }

        return longest;
    }

    private bool EndsWith(string stop, int length)
    {
        int start = pending.Length - length;
        for (int i = length - 1; start >= 0 && i >= 0; i--)
        {
            if (pending[start + i] != stop[i])
            {
                return false;
            }
        }

        return start >= 0;
    }
}
