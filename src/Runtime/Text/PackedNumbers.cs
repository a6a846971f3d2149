namespace Etch.Text;

/// <summary>Reads the LEB128 numbers of a table in base64.</summary>
internal sealed class PackedNumbers(string table)
{
    private readonly byte[] _bytes = Convert.FromBase64String(table);
    private int _position;

    public bool AtEnd => _position == _bytes.Length;

    public int Next()
    {
        int value = 0;
        for (int shift = 0; ; shift += 7)
        {
            byte part = _bytes[_position++];
            value |= (part & 0x7F) << shift;
            if (part < 0x80)
            {
                return value;
            }
        }
    }

    public int NextSigned()
    {
        int value = Next();
        return (value >> 1) ^ -(value & 1);
    }
}
