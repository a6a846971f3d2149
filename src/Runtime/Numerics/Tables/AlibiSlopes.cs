namespace Etch.Numerics;

/// <summary>Makes the slopes of attention with linear biases (Press et al. 2021); run once, when a model is loaded.</summary>
public static class AlibiSlopes
{
    /// <summary>Writes one slope per head.</summary>
    /// <remarks>
    /// Press (BLOOM), with P the largest power of two that is at most the number of heads: 2^(−8n/P), n = 1 … P, and for the heads beyond P
    /// 2^(−4n/P), n = 1, 3, 5, …; the reference rounds the base 2^(−8/P) to float32 and raises that to n.
    /// Mpt, with P the smallest power of two that is at least the number of heads: s_n = 2^(−8n/P); where P is larger, s₂, s₄, …, then s₁, s₃, ….
    /// Falcon: the slopes of Press, rounded to bfloat16.
    /// </remarks>
    /// <param name="form">The published form.</param>
    /// <param name="slopes">One element per head.</param>
    public static void Fill(AlibiForm form, Span<float> slopes)
    {
        if (form == AlibiForm.Mpt)
        {
            FillMpt(slopes);
            return;
        }

        FillPress(slopes);
        if (form == AlibiForm.Falcon)
        {
            foreach (ref float slope in slopes)
            {
                slope = ToBFloat16(slope);
            }
        }
    }

    /// <summary>
    /// What a key's position adds to its score, before the scale for Falcon and after it for the others. Falcon rounds position and product to bfloat16.
    /// </summary>
    /// <param name="form">The published form.</param>
    /// <param name="slope">The head's slope, from <see cref="Fill"/>.</param>
    /// <param name="position">The key's position, counted from the start of the sequence.</param>
    public static float Bias(AlibiForm form, float slope, int position) =>
        form == AlibiForm.Falcon ? ToBFloat16(slope * ToBFloat16(position)) : slope * position;

    private static void FillPress(Span<float> slopes)
    {
        int power = 1;
        while (power * 2L <= slopes.Length)
        {
            power *= 2;
        }

        float first = (float)Elementary.Pow(2, -8.0 / power);
        float between = (float)Elementary.Pow(2, -4.0 / power);
        for (int head = 0; head < slopes.Length; head++)
        {
            slopes[head] = head < power
                ? (float)Elementary.Pow(first, head + 1)
                : (float)Elementary.Pow(between, (2 * (head - power)) + 1);
        }
    }

    private static void FillMpt(Span<float> slopes)
    {
        long power = 1;
        while (power < slopes.Length)
        {
            power *= 2;
        }

        for (int head = 0; head < slopes.Length; head++)
        {
            long n = power == slopes.Length ? head + 1 : head < power / 2 ? 2L * (head + 1) : (2 * (head - (power / 2))) + 1;
            slopes[head] = 1 / (float)Elementary.Pow(2, n * 8.0 / power);
        }
    }

    /// <summary>To the nearest bfloat16 (8 bits of precision), ties to even; slopes and positions are finite.</summary>
    private static float ToBFloat16(float value)
    {
        uint bits = BitConverter.SingleToUInt32Bits(value);
        bits += 0x7FFF + ((bits >> 16) & 1);
        return BitConverter.UInt32BitsToSingle(bits & 0xFFFF_0000);
    }
}
