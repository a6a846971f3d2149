using System.Globalization;
using System.Text;

namespace Etch.Generator.Families;

/// <summary>
/// Reads JSON (RFC 8259) with a limit of size and of depth: the compiler's stack and memory are safe from any file. The generator
/// cannot reference a JSON library on netstandard2.0.
/// </summary>
internal sealed class JsonReader
{
    /// <summary>The longest text; published configurations have a few thousand characters.</summary>
    public const int MostCharacters = 1 << 20;

    /// <summary>The deepest nesting; published configurations have three or four.</summary>
    public const int MostDepth = 32;

    private readonly string _text;
    private int _at;

    private JsonReader(string text) => _text = text;

    /// <exception cref="FormatException">Not JSON, or beyond the limits; the message says where.</exception>
    public static JsonValue Read(string text)
    {
        if (text.Length > MostCharacters)
        {
            throw new FormatException($"it has {text.Length} characters, and at most {MostCharacters} are read");
        }

        JsonReader reader = new(text);
        JsonValue value = reader.Value(0);
        reader.Space();
        return reader._at == text.Length ? value : throw reader.Error("nothing more");
    }

    private JsonValue Value(int depth)
    {
        if (depth > MostDepth)
        {
            throw Error($"at most {MostDepth} levels of nesting");
        }

        Space();
        return Peek() switch
        {
            '{' => Object(depth),
            '[' => List(depth),
            '"' => new JsonValue(Text()),
            't' => Word("true", true),
            'f' => Word("false", false),
            'n' => Word("null", null),
            _ => Number(),
        };
    }

    private JsonValue Object(int depth)
    {
        Dictionary<string, JsonValue> members = new(StringComparer.Ordinal);
        _at++;
        Space();
        if (Take('}'))
        {
            return new JsonValue(members);
        }

        do
        {
            Space();
            int start = _at;
            string name = Text();
            Space();
            Expect(':');
            if (members.ContainsKey(name))
            {
                _at = start;
                throw Error($"one member '{name}', not two");
            }

            members[name] = Value(depth + 1);
            Space();
        }
        while (Take(','));
        Expect('}');
        return new JsonValue(members);
    }

    private JsonValue List(int depth)
    {
        List<JsonValue> items = [];
        _at++;
        Space();
        if (Take(']'))
        {
            return new JsonValue(items);
        }

        do
        {
            items.Add(Value(depth + 1));
            Space();
        }
        while (Take(','));
        Expect(']');
        return new JsonValue(items);
    }

    private string Text()
    {
        Expect('"');
        StringBuilder text = new();
        while (Peek() != '"')
        {
            char next = _text[_at++];
            text.Append(next switch
            {
                '\\' => Escape(),
                < ' ' => throw Error("no control character in a string"),
                _ => next,
            });
        }

        _at++;
        return text.ToString();
    }

    private char Escape()
    {
        char next = Peek();
        _at++;
        switch (next)
        {
            case 'n': return '\n';
            case 'r': return '\r';
            case 't': return '\t';
            case 'b': return '\b';
            case 'f': return '\f';
            case '"' or '\\' or '/': return next;
            case 'u' when _at + 4 <= _text.Length && int.TryParse(_text.Substring(_at, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out int code):
                _at += 4;
                return (char)code;
            default: throw Error("an escape such as \\n or \\u0041");
        }
    }

    private JsonValue Word(string word, object? value)
    {
        if (string.CompareOrdinal(_text, _at, word, 0, word.Length) != 0)
        {
            throw Error("a value");
        }

        _at += word.Length;
        return new JsonValue(value);
    }

    private JsonValue Number()
    {
        int start = _at;
        while (_at < _text.Length && "+-.eE0123456789".IndexOf(_text[_at]) >= 0)
        {
            _at++;
        }

        string digits = _text.Substring(start, _at - start);
        bool isNumber = double.TryParse(digits, NumberStyles.Float, CultureInfo.InvariantCulture, out double value) && !double.IsInfinity(value) && digits[0] is not '+' and not '.';
        if (!isNumber)
        {
            _at = start;
            throw Error("a value");
        }

        return new JsonValue(value);
    }

    private void Space()
    {
        while (_at < _text.Length && (_text[_at] is ' ' or '\n' or '\r' or '\t'))
        {
            _at++;
        }
    }

    private char Peek() => _at < _text.Length ? _text[_at] : throw Error("more text");

    private bool Take(char wanted)
    {
        bool taken = Peek() == wanted;
        _at += taken ? 1 : 0;
        return taken;
    }

    private void Expect(char wanted)
    {
        if (!Take(wanted))
        {
            throw Error($"'{wanted}'");
        }
    }

    private FormatException Error(string expected)
    {
        int line = _text.Take(_at).Count(character => character == '\n') + 1;
        string found = _at < _text.Length ? $"'{_text[_at]}'" : "the end of the file";
        return new FormatException($"line {line} has {found} where {expected} was expected");
    }
}
