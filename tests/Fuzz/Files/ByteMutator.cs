namespace Etch.Fuzz.Files;

/// <summary>Changes bytes without knowing what they mean: bits, cuts, holes, repetitions, pieces of another file.</summary>
internal static class ByteMutator
{
    public static byte[] Mutate(byte[] bytes, IReadOnlyList<byte[]> others, Random random)
    {
        List<byte> text = [.. bytes];
        for (int change = random.Next(1, 4); change > 0 && text.Count > 0; change--)
        {
            Change(text, others[random.Next(others.Count)], random);
        }

        return [.. text];
    }

    private static void Change(List<byte> text, byte[] other, Random random)
    {
        int at = Near(text.Count, random), count = Math.Min(random.Next(1, 64), text.Count - at);
        switch (random.Next(6))
        {
            case 0:
                text[at] ^= (byte)(1 << random.Next(8));
                break;
            case 1:
                text[at] = (byte)random.Next(256);
                break;
            case 2:
                text.RemoveRange(at, count);
                break;
            case 3:
                text.InsertRange(at, text.GetRange(at, count));
                break;
            case 4:
                text.RemoveRange(at, text.Count - at);
                break;
            default:
                int from = Near(other.Length, random);
                text.InsertRange(at, other.AsSpan(from, Math.Min(random.Next(1, 1000), other.Length - from)).ToArray());
                break;
        }
    }

    // Half of the time near the begin, where the headers are.
    private static int Near(int length, Random random) => random.Next(random.Next(2) == 0 ? Math.Min(length, 200) : length);
}
