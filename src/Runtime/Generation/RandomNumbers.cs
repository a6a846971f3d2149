using System.Numerics;

namespace Etch;

/// <summary>
/// xoshiro256** (Blackman and Vigna 2021), whose four words are the first four of SplitMix64 (Steele et al. 2014) from the seed.
/// The sequence is part of the promise that a seed gives the same tokens everywhere, so it must never change.
/// </summary>
internal sealed class RandomNumbers
{
    private ulong a, b, c, d;

    public RandomNumbers(ulong seed) => Restart(seed);

    public void Restart(ulong seed)
    {
        a = SplitMix(ref seed);
        b = SplitMix(ref seed);
        c = SplitMix(ref seed);
        d = SplitMix(ref seed);
    }

    public ulong Next()
    {
        ulong result = BitOperations.RotateLeft(b * 5, 7) * 9;
        ulong shifted = b << 17;
        c ^= a;
        d ^= b;
        b ^= c;
        a ^= d;
        c ^= shifted;
        d = BitOperations.RotateLeft(d, 45);
        return result;
    }

    /// <summary>A multiple of 2⁻⁵³ in [0, 1).</summary>
    public double NextUnit() => (Next() >> 11) * (1.0 / (1UL << 53));

    private static ulong SplitMix(ref ulong state)
    {
        state += 0x9E37_79B9_7F4A_7C15;
        ulong z = state;
        z = (z ^ (z >> 30)) * 0xBF58_476D_1CE4_E5B9;
        z = (z ^ (z >> 27)) * 0x94D0_49BB_1331_11EB;
        return z ^ (z >> 31);
    }
}
