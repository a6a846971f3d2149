using System.Buffers.Binary;

namespace Etch.Fuzz.Files;

/// <summary>Changes the header of a safetensors file and mostly tells its new length, so that the header is read and not only its length refused.</summary>
internal sealed class SafetensorsMutator
{
    private static readonly ulong[] s_lengths = [0, 1, 2, 7, 8, 100_000_000, 100_000_001, 1UL << 31, 1UL << 32, 1UL << 60, (1UL << 63) - 1, 1UL << 63, ulong.MaxValue - 8, ulong.MaxValue];

    private readonly byte[][] _headers;
    private readonly byte[][] _data;
    private readonly JsonMutator _json;

    public SafetensorsMutator(IReadOnlyList<byte[]> seeds)
    {
        _headers = [.. seeds.Select(seed => seed[8..DataStart(seed)])];
        _data = [.. seeds.Select(seed => seed[DataStart(seed)..])];
        _json = new JsonMutator(_headers);
    }

    public byte[] Mutate(int seed, Random random)
    {
        byte[] header = random.Next(8) == 0 ? _headers[seed] : _json.Mutate(seed, random);
        byte[] length = new byte[8];
        BinaryPrimitives.WriteUInt64LittleEndian(length, random.Next(8) == 0 ? Lie(header.Length, random) : (ulong)header.Length);
        int kept = random.Next(8) == 0 ? random.Next(_data[seed].Length + 1) : _data[seed].Length;
        return [.. length, .. header, .. _data[seed].AsSpan(0, kept), .. new byte[random.Next(8) == 0 ? random.Next(1, 100) : 0]];
    }

    private static int DataStart(byte[] file) => 8 + (int)BinaryPrimitives.ReadUInt64LittleEndian(file);

    private static ulong Lie(int length, Random random) => random.Next(2) == 0 ? (ulong)Math.Max(0, length + random.Next(-8, 9)) : s_lengths[random.Next(s_lengths.Length)];
}
