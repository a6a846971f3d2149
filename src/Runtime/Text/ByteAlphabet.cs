namespace Etch.Text;

/// <summary>
/// GPT-2's spelling of bytes as printable characters (encoder.py, bytes_to_unicode): printable Latin-1 stands for itself, the other
/// 68 bytes, in rising order, for U+0100 onwards.
/// </summary>
internal static class ByteAlphabet
{
    private const int FirstStandIn = 0x100;

    private static readonly string s_letters = string.Create(256, 0, static (letters, _) =>
    {
        int standIns = 0;
        for (int value = 0; value < letters.Length; value++)
        {
            letters[value] = IsPrintable(value) ? (char)value : (char)(FirstStandIn + standIns++);
        }
    });

    private static readonly int[] s_bytes = Invert();

    /// <summary>The letter of a byte.</summary>
    public static char Letter(byte value) => s_letters[value];

    /// <summary>Writes the bytes that the letters spell, one a letter; false if a character is no letter of the alphabet.</summary>
    public static bool TrySpell(ReadOnlySpan<char> letters, Span<byte> bytes)
    {
        for (int i = 0; i < letters.Length; i++)
        {
            int value = letters[i] < s_bytes.Length ? s_bytes[letters[i]] : -1;
            if (value < 0)
            {
                return false;
            }
            bytes[i] = (byte)value;
        }
        return true;
    }

    private static bool IsPrintable(int value) => value is (>= '!' and <= '~') or (>= 0xA1 and <= 0xAC) or (>= 0xAE and <= 0xFF);

    private static int[] Invert()
    {
        int[] bytes = new int[s_letters.Max() + 1];
        Array.Fill(bytes, -1);
        for (int value = 0; value < s_letters.Length; value++)
        {
            bytes[s_letters[value]] = value;
        }
        return bytes;
    }
}
