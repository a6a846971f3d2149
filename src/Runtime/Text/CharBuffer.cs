using System.Text;

namespace Etch.Text;

/// <summary>A growing run of characters that is used again and again.</summary>
internal sealed class CharBuffer
{
    private char[] _chars = new char[256];
    private int _length;

    public ReadOnlySpan<char> Text => _chars.AsSpan(0, _length);

    public int Capacity => _chars.Length;

    public void Clear() => _length = 0;

    public void Append(char value) => Extend(1)[0] = value;

    public void Append(ReadOnlySpan<char> text) => text.CopyTo(Extend(text.Length));

    public void Append(int codePoint)
    {
        if (codePoint <= char.MaxValue)
        {
            Append((char)codePoint);
        }
        else
        {
            new Rune(codePoint).EncodeToUtf16(Extend(2));
        }
    }

    /// <summary>Makes room for <paramref name="count"/> more characters and returns it.</summary>
    public Span<char> Extend(int count)
    {
        int start = _length;
        int needed = checked(start + count);
        if (needed > _chars.Length)
        {
            Array.Resize(ref _chars, (int)Math.Min(Array.MaxLength, Math.Max(needed, 2L * _chars.Length)));
        }
        _length = needed;
        return _chars.AsSpan(start, count);
    }
}
