using System.Numerics;

namespace Etch.Weights;

/// <summary>
/// Sixteen-bit floats to float32. Both conversions are exact: every finite value, zero, infinity and NaN of the narrow type has its
/// own float32, so that the result does not depend on the machine.
/// </summary>
internal static class FloatWidening
{
    // Half: 1 sign, 5 exponent (bias 15), 10 fraction. Moved 13 places up, a normal number lacks 127 - 15 = 112 in its exponent and an
    // infinity or NaN 255 - 31 = 224. A subnormal is fraction * 2^-24: with the exponent of 2^-14 put on it, it is 2^-14 too large.
    private const uint SignBit = 0x8000, Magnitude = 0x7fff, Infinity = 0x7c00, SmallestNormal = 0x0400;
    private const uint NormalBias = 112u << 23, InfinityBias = 224u << 23, SubnormalBias = 113u << 23;
    private const int FractionShift = 13;

    public static void FromHalf(ReadOnlySpan<ushort> source, Span<float> destination)
    {
        int index = 0;
        for (; index <= source.Length - Vector<ushort>.Count; index += Vector<ushort>.Count)
        {
            Vector.Widen(new Vector<ushort>(source[index..]), out Vector<uint> low, out Vector<uint> high);
            FromHalf(low).CopyTo(destination[index..]);
            FromHalf(high).CopyTo(destination[(index + Vector<uint>.Count)..]);
        }
        for (; index < source.Length; index++)
        {
            destination[index] = FromHalf(source[index]);
        }
    }

    public static void FromBFloat16(ReadOnlySpan<ushort> source, Span<float> destination)
    {
        int index = 0;
        for (; index <= source.Length - Vector<ushort>.Count; index += Vector<ushort>.Count)
        {
            Vector.Widen(new Vector<ushort>(source[index..]), out Vector<uint> low, out Vector<uint> high);
            Vector.AsVectorSingle(low << 16).CopyTo(destination[index..]);
            Vector.AsVectorSingle(high << 16).CopyTo(destination[(index + Vector<uint>.Count)..]);
        }
        for (; index < source.Length; index++)
        {
            destination[index] = BitConverter.UInt32BitsToSingle((uint)source[index] << 16);
        }
    }

    private static Vector<float> FromHalf(Vector<uint> half)
    {
        Vector<uint> magnitude = half & new Vector<uint>(Magnitude), moved = magnitude << FractionShift;
        var excess = new Vector<float>(BitConverter.UInt32BitsToSingle(SubnormalBias));
        Vector<uint> subnormal = Vector.AsVectorUInt32(Vector.AsVectorSingle(moved + new Vector<uint>(SubnormalBias)) - excess);
        Vector<uint> isFinite = Vector.LessThan(magnitude, new Vector<uint>(Infinity));
        Vector<uint> normal = moved + Vector.ConditionalSelect(isFinite, new Vector<uint>(NormalBias), new Vector<uint>(InfinityBias));
        Vector<uint> bits = Vector.ConditionalSelect(Vector.LessThan(magnitude, new Vector<uint>(SmallestNormal)), subnormal, normal);
        return Vector.AsVectorSingle(bits | ((half & new Vector<uint>(SignBit)) << 16));
    }

    private static float FromHalf(uint half)
    {
        uint magnitude = half & Magnitude, moved = magnitude << FractionShift;
        uint bits = magnitude < SmallestNormal
            ? BitConverter.SingleToUInt32Bits(BitConverter.UInt32BitsToSingle(moved + SubnormalBias) - BitConverter.UInt32BitsToSingle(SubnormalBias))
            : moved + (magnitude < Infinity ? NormalBias : InfinityBias);
        return BitConverter.UInt32BitsToSingle(bits | ((half & SignBit) << 16));
    }
}
