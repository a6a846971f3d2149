using System.Buffers;
using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace Etch.Weights;

/// <summary>Elements of a file as float32, read in bounded pieces.</summary>
internal static class FloatReading
{
    /// <summary>The most bytes that are read at once.</summary>
    public const int PieceBytes = 4 << 20;

    public static void Read(SafetensorsTensor tensor, long first, Span<float> destination)
    {
        if (tensor.Type == SafetensorsType.F32)
        {
            ReadSingles(tensor, first, destination);
        }
        else
        {
            ReadHalves(tensor, first, destination);
        }
    }

    private static void ReadSingles(SafetensorsTensor tensor, long first, Span<float> destination)
    {
        tensor.ReadBytes(first * sizeof(float), MemoryMarshal.AsBytes(destination));
        if (!BitConverter.IsLittleEndian)
        {
            Span<uint> bits = MemoryMarshal.Cast<float, uint>(destination);
            BinaryPrimitives.ReverseEndianness(bits, bits);
        }
    }

    private static void ReadHalves(SafetensorsTensor tensor, long first, Span<float> destination)
    {
        byte[] piece = ArrayPool<byte>.Shared.Rent((int)Math.Min(PieceBytes, (long)destination.Length * sizeof(ushort)));
        try
        {
            Span<ushort> halves = MemoryMarshal.Cast<byte, ushort>(piece.AsSpan(0, Math.Min(piece.Length, PieceBytes)));
            while (!destination.IsEmpty)
            {
                Span<ushort> part = halves[..Math.Min(halves.Length, destination.Length)];
                tensor.ReadBytes(first * sizeof(ushort), MemoryMarshal.AsBytes(part));
                Widen(tensor.Type, part, destination);
                destination = destination[part.Length..];
                first += part.Length;
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(piece);
        }
    }

    private static void Widen(SafetensorsType type, Span<ushort> halves, Span<float> destination)
    {
        if (!BitConverter.IsLittleEndian)
        {
            BinaryPrimitives.ReverseEndianness(halves, halves);
        }
        if (type == SafetensorsType.F16)
        {
            FloatWidening.FromHalf(halves, destination);
        }
        else
        {
            FloatWidening.FromBFloat16(halves, destination);
        }
    }
}
