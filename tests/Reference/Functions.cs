namespace Etch.Reference;

/// <summary>
/// The elementary functions and activations as generated kernels compute them: float32, and only operations that have one result for every
/// input on every machine, so that scalar, AVX2, AVX-512 and NEON code agree bit for bit (DESIGN.md, "The law of sums").
/// </summary>
/// <remarks>
/// <para>What a kernel may use: + − × ÷, fused multiply-add, square root, integer addition, and, or and shifts on the bits, and
/// <see cref="SelectLess"/>. There is no maximum, no rounding instruction and no conversion, because x86 and Arm disagree about some of their
/// inputs. A rounding to an integer is an addition and a subtraction of 1.5 · 2^23.</para>
/// <para>That a result is NaN is the same everywhere; which NaN it is (sign and payload) is not, and no function here lets the bits of a NaN
/// reach a result that is a number.</para>
/// <para>An ulp is the distance of the two float32 values around the true result. "Measured" means every float32 of the range, compared with
/// double precision.</para>
/// </remarks>
internal static partial class Functions
{
    // ── The operations of the kernel IR ────────────────────────────────────────────────────────────────────────────────────────────────

    /// <summary>a &lt; b ? x : y; a NaN on either side selects y.</summary>
    private static float SelectLess(float a, float b, float x, float y) => a < b ? x : y;

    private static float Fma(float a, float b, float c) => MathF.FusedMultiplyAdd(a, b, c);

    private static float AddBits(float a, float b) => FromBits(Bits(a) + Bits(b));

    private static float SubBits(float a, float b) => FromBits(Bits(a) - Bits(b));

    private static float AndBits(float a, float b) => FromBits(Bits(a) & Bits(b));

    private static float OrBits(float a, float b) => FromBits(Bits(a) | Bits(b));

    private static float ShiftLeft(float a, int count) => FromBits(Bits(a) << count);

    private static float ShiftRight(float a, int count) => FromBits(Bits(a) >>> count);

    private static int Bits(float a) => BitConverter.SingleToInt32Bits(a);

    private static float FromBits(int bits) => BitConverter.Int32BitsToSingle(bits);

    // ── Activations of one operation or two ────────────────────────────────────────────────────────────────────────────────────────────

    /// <summary>max(x, 0). 1 operation, exact. −Inf gives +0, −0 stays −0, NaN stays NaN.</summary>
    public static float Relu(float x) => SelectLess(x, 0f, 0f, x);

    /// <summary>max(x, 0)². 2 operations, correctly rounded.</summary>
    public static float ReluSquared(float x)
    {
        float r = SelectLess(x, 0f, 0f, x);
        return r * r;
    }

    /// <summary>min(max(x, 0), 6). 2 operations, exact. NaN stays NaN.</summary>
    public static float Relu6(float x)
    {
        float r = SelectLess(x, 0f, 0f, x);
        return SelectLess(6f, r, 6f, r);
    }

    /// <summary>x where x ≥ 0, else 0.01 x. 2 operations, measured 0.84 ulp (0.01f is not 0.01). Infinities keep their sign, NaN stays NaN.</summary>
    public static float LeakyRelu(float x) => SelectLess(x, 0f, 0.01f * x, x);
}
