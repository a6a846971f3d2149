using System.Text;

namespace Etch.Examples.Search;

/// <summary>A paragraph of a text.</summary>
/// <param name="Line">The line it begins in, from 1.</param>
/// <param name="Text">Its words, without the marks of headings and of code blocks.</param>
internal sealed record Paragraph(int Line, string Text);

/// <summary>
/// Cuts Markdown into paragraphs: at empty lines and before headings. A heading belongs to what follows it, and a fenced code block
/// is one paragraph, whatever is in it.
/// </summary>
internal sealed class Markdown
{
    private readonly List<Paragraph> _paragraphs = [];
    private readonly StringBuilder _text = new();
    private int _line;
    private bool _hasBody; // more than headings
    private string _fence = "";

    private Markdown()
    {
    }

    public static IReadOnlyList<Paragraph> Split(IEnumerable<string> lines)
    {
        Markdown markdown = new();
        int number = 0;
        foreach (string line in lines)
        {
            markdown.Read(++number, line.Trim());
        }

        markdown.EndParagraph();
        return markdown._paragraphs;
    }

    private void Read(int number, string line)
    {
        if (_fence.Length > 0)
        {
            ReadCode(number, line);
        }
        else if (Fence(line) is { Length: > 0 } fence)
        {
            EndParagraphWithBody();
            Append(number, "");
            _fence = fence;
        }
        else if (line.Length == 0)
        {
            EndParagraphWithBody();
        }
        else if (IsHeading(line))
        {
            EndParagraphWithBody();
            Append(number, line.Trim('#').Trim());
        }
        else
        {
            Append(number, line);
            _hasBody = true;
        }
    }

    private void ReadCode(int number, string line)
    {
        if (line.StartsWith(_fence, StringComparison.Ordinal) && line.Trim(_fence[0]).Length == 0)
        {
            _fence = "";
            EndParagraph();
        }
        else
        {
            Append(number, line);
        }
    }

    private void Append(int number, string line)
    {
        _line = _line == 0 ? number : _line;
        _text.Append(line).Append('\n');
    }

    private void EndParagraphWithBody()
    {
        if (_hasBody)
        {
            EndParagraph();
        }
    }

    private void EndParagraph()
    {
        string text = _text.ToString().Trim();
        if (text.Length > 0)
        {
            _paragraphs.Add(new Paragraph(_line, text));
        }

        _text.Clear();
        (_line, _hasBody) = (0, false);
    }

    /// <summary>The marks that open a code block and must close it, or nothing.</summary>
    private static string Fence(string line)
    {
        int marks = line.Length > 0 && line[0] is '`' or '~' ? line.Length - line.TrimStart(line[0]).Length : 0;
        return marks >= 3 && !(line[0] == '`' && line.AsSpan(marks).Contains('`')) ? line[..marks] : "";
    }

    private static bool IsHeading(string line)
    {
        string rest = line.TrimStart('#');
        return rest.Length < line.Length && line.Length - rest.Length <= 6 && (rest.Length == 0 || rest[0] is ' ' or '\t');
    }
}
