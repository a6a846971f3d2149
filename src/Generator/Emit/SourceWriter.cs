using System.Text;

namespace Etch.Generator.Emit;

/// <summary>Indented text with '\n' line ends, the same on every machine.</summary>
internal sealed class SourceWriter
{
    /// <summary>The longest line that statements are packed into.</summary>
    private const int Width = 160;

    private readonly StringBuilder _text = new();
    private int _depth;

    public void Line(string line = "")
    {
        if (line.Length > 0)
        {
            _text.Append(' ', _depth * 4).Append(line);
        }

        _text.Append('\n');
    }

    /// <summary>Several lines of text, each indented as it stands.</summary>
    public void Lines(string text)
    {
        foreach (string line in text.Split('\n'))
        {
            Line(line.TrimEnd('\r'));
        }
    }

    public void Open(string? head = null)
    {
        if (head is not null)
        {
            Line(head);
        }

        Line("{");
        _depth++;
    }

    /// <summary>A block that begins on its head's line, where lines are counted.</summary>
    public void Begin(string head)
    {
        Line(head + " {");
        _depth++;
    }

    /// <summary>The end of a block and the head of the next on one line.</summary>
    public void Between(string head)
    {
        _depth--;
        Line($"}} {head} {{");
        _depth++;
    }

    /// <summary>What follows stands in the block that the line before began.</summary>
    public void Enter() => _depth++;

    public void Indented(Action write)
    {
        _depth++;
        write();
        _depth--;
    }

    public void Close(string tail = "")
    {
        _depth--;
        Line("}" + tail);
    }

    /// <summary>Short statements, as many on a line as fit.</summary>
    public void Pack(IEnumerable<string> statements) => Fill(statements, hanging: 0);

    /// <summary>One statement in pieces, as many on a line as fit; the lines after its first stand further in.</summary>
    public void Wrap(IEnumerable<string> pieces) => Fill(pieces, hanging: 1);

    private void Fill(IEnumerable<string> pieces, int hanging)
    {
        int depth = _depth;
        StringBuilder line = new();
        foreach (string piece in pieces)
        {
            if (line.Length > 0 && (_depth * 4) + line.Length + 1 + piece.Length > Width)
            {
                Line(line.ToString());
                line.Clear();
                _depth = depth + hanging;
            }

            line.Append(line.Length == 0 ? "" : " ").Append(piece);
        }

        if (line.Length > 0)
        {
            Line(line.ToString());
        }

        _depth = depth;
    }

    public override string ToString() => _text.ToString();
}
