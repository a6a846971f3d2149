using System.Globalization;
using System.Text;

namespace Etch.Examples.Binary;

/// <summary>Answers as lines: a language, a tab and a probability, or an object of JSON.</summary>
internal sealed class AnswerWriter(Stream stream, bool asJson)
{
    private readonly StringBuilder _text = new();

    public void Add(Answer answer) => _text.Append(asJson ? Json(answer) : Fields(answer)).Append('\n');

    /// <summary>Writes what was added, all at once.</summary>
    public void Flush()
    {
        stream.Write(Encoding.UTF8.GetBytes(_text.ToString()));
        stream.Flush();
        _text.Clear();
    }

    private static string Fields(Answer answer) =>
        answer.Language is null ? "" : string.Create(CultureInfo.InvariantCulture, $"{answer.Language}\t{answer.Probability:F3}");

    // The names of languages need no escapes.
    private static string Json(Answer answer) => answer.Language is null
        ? """{"language":null,"probability":null}"""
        : string.Create(CultureInfo.InvariantCulture, $$"""{"language":"{{answer.Language}}","probability":{{answer.Probability:F3}}}""");
}
