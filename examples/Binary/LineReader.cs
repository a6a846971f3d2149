using System.Text;

namespace Etch.Examples.Binary;

/// <summary>The lines of a stream of UTF-8, as soon as they are there: one read at a time, so that whoever types a line is answered at once.</summary>
/// <param name="stream">The stream.</param>
/// <param name="capacity">Bytes of a line that are kept; what a longer line has behind them is left out.</param>
internal sealed class LineReader(Stream stream, int capacity)
{
    private readonly byte[] _buffer = new byte[capacity];
    private int _begin, _end;
    private bool _isEnd, _isCut;

    /// <summary>Waits until there is more to read.</summary>
    /// <returns>False when nothing came before, and nothing will come.</returns>
    public bool Wait()
    {
        if (_isEnd)
        {
            return false;
        }

        MakeRoom();
        int read = stream.Read(_buffer, _end, _buffer.Length - _end);
        _isEnd = read == 0;
        _end += read;
        return true;
    }

    /// <summary>Takes a line that is there, without its end.</summary>
    public bool TryTake(out string line)
    {
        while (TryTakeBytes(out ReadOnlySpan<byte> bytes))
        {
            bool isRest = _isCut;
            _isCut = bytes.Length == _buffer.Length;
            if (!isRest)
            {
                line = Encoding.UTF8.GetString(bytes.EndsWith("\r"u8) ? bytes[..^1] : bytes);
                return true;
            }
        }

        line = "";
        return false;
    }

    /// <summary>Up to the end of a line; all that is left at the end of the stream; all that there is of a line that is too long.</summary>
    private bool TryTakeBytes(out ReadOnlySpan<byte> line)
    {
        line = _buffer.AsSpan(_begin, _end - _begin);
        int length = line.IndexOf((byte)'\n');
        bool isWhole = length >= 0, isLast = _isEnd && !line.IsEmpty;
        if (!isWhole && !isLast && line.Length < _buffer.Length)
        {
            return false;
        }

        line = isWhole ? line[..length] : line;
        _begin += line.Length + (isWhole ? 1 : 0);
        return true;
    }

    private void MakeRoom()
    {
        _buffer.AsSpan(_begin, _end - _begin).CopyTo(_buffer);
        (_begin, _end) = (0, _end - _begin);
    }
}
