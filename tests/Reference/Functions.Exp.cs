namespace Etch.Reference;

// exp(x), and what is made of it: sigmoid, SiLU and its kin, Mish.
//
// 1. Argument reduction.  x = n·ln2 + r with n the integer nearest to x·log2(e), so |r| ≤ ln2/2 + 4e-5 = 0.34661.
//    Adding 1.5·2^23 to x·log2(e), fused, rounds it to an integer in the low bits of the sum; subtracting it again gives n as a float.
//    With 127 in the same constant the low bits are n + 127, and the sum shifted left by 23 is the float 2^n: no conversion is needed.
//    ln2 = Ln2 + Ln2Low to 56 bits. fma(n, −Ln2, x) is exact: both terms are multiples of 2^-24 (or of the last place of x, where that is
//    smaller) and the result is below 1/2. The second fma therefore rounds r once.
// 2. Polynomial.  exp(r) ≈ p(r) = 1 + r·(1 + r·(C2 + r·(C3 + r·(C4 + r·(C5 + r·C6))))), degree 6 on |r| ≤ 0.34661: minimax for the relative
//    error with the first two coefficients held at 1 (so that exp(0) is exactly 1), by Remez exchange in 40 digits: 3.06e-9. Coefficients are
//    rounded to float32 one at a time from C2 up, the remaining ones fitted again after each: 3.19e-9, a twentieth of an ulp.
// 3. Reconstruction.  exp(x) = 2^n · p(r). The product is exact while 2^n is a normal number (n in −126 … 127); for n = 128, which the last
//    third of the top binade needs, n is added to the exponent of p instead.
// 4. Ends.  Below ln(2^-126) the result would be denormal and is +0; from ln(2^128) it is +Inf.
internal static partial class Functions
{
    private const float Log2E = 1.44269502f;
    private const float Ln2 = 0.693147182f;
    private const float Ln2Low = -1.90465421e-09f;
    private const float C2 = 0.49999994f, C3 = 0.166665167f, C4 = 0.0416681021f, C5 = 0.00836919155f, C6 = 0.00138388691f;

    /// <summary>1.5 · 2^23: what is added to it is rounded to an integer.</summary>
    private const float Rounder = 12582912f;

    /// <summary>1.5 · 2^23 + 127: as <see cref="Rounder"/>, with the exponent's bias in the low bits.</summary>
    private const float BiasedRounder = 12583039f;

    /// <summary>The smallest float32 whose exponential is a normal number: ln(2^-126) rounded up.</summary>
    private const float SmallestExp = -87.33654f;

    /// <summary>The smallest float32 whose exponential rounds to +Inf.</summary>
    private const float Overflow = 88.72284f;

    /// <summary>exp(x). 15 operations; measured 0.892 ulp. +0 below −87.33654 and at −Inf, +Inf from 88.72284, NaN stays NaN, 1 at ±0.</summary>
    public static float Exp(float x)
    {
        float shifted = Fma(x, Log2E, Rounder);
        float n = shifted - Rounder;
        float r = Fma(n, -Ln2Low, Fma(n, -Ln2, x));
        float y = AddBits(ExpPolynomial(r), ShiftLeft(shifted, 23));
        y = SelectLess(x, Overflow, y, x * float.PositiveInfinity);
        return SelectLess(x, SmallestExp, 0f, y);
    }

    /// <summary>exp(x) for x ≤ 0 (softmax), with the bits of <see cref="Exp"/>. 13 operations; right up to x = 88. +0 at −Inf, NaN stays NaN.</summary>
    public static float ExpNonPositive(float x) => SelectLess(x, SmallestExp, 0f, ExpUnlimited(x));

    /// <summary>exp(x) for x in −87.33654 … 88; elsewhere meaningless. 12 operations.</summary>
    private static float ExpUnlimited(float x)
    {
        float shifted = Fma(x, Log2E, BiasedRounder);
        float n = shifted - BiasedRounder;
        float r = Fma(n, -Ln2Low, Fma(n, -Ln2, x));
        return ExpPolynomial(r) * ShiftLeft(shifted, 23);
    }

    /// <summary>exp(r) for |r| ≤ 0.34661. 6 operations.</summary>
    private static float ExpPolynomial(float r)
    {
        float p = Fma(C6, r, C5);
        p = Fma(p, r, C4);
        p = Fma(p, r, C3);
        p = Fma(p, r, C2);
        p = Fma(p, r, 1f);
        return Fma(p, r, 1f);
    }

    /// <summary>1 + exp(−x) for x in −87.33654 … 87; elsewhere meaningless. 13 operations.</summary>
    /// <remarks>
    /// With s = −r, exp(−x) = 2^n · (1 + s·(s·q(s) − 1)), q the polynomial of <see cref="Exp"/> with its odd signs turned. Adding 1 to 2^n first
    /// makes one rounding of what were two.
    /// </remarks>
    private static float OnePlusExpOfMinus(float x)
    {
        float shifted = Fma(x, -Log2E, BiasedRounder);
        float n = shifted - BiasedRounder;
        float s = Fma(n, Ln2Low, Fma(n, Ln2, x));
        float p = Fma(C6, s, -C5);
        p = Fma(p, s, C4);
        p = Fma(p, s, -C3);
        p = Fma(p, s, C2);
        p = Fma(p, s, -1f);
        float scale = ShiftLeft(shifted, 23);
        return Fma(p * scale, s, scale + 1f);
    }

    /// <summary>From here on 1 + exp(−x) rounds to 1.</summary>
    private const float SigmoidIsOne = 17.5f;

    /// <summary>1 / (1 + exp(−x)). 16 operations. +0 below −87.33654 and at −Inf, 1 from 17.5, 1/2 at ±0, NaN stays NaN.</summary>
    /// <remarks>
    /// Measured 1.68 ulp from −16.2 up, 1.97 ulp below −17, and 2.45 ulp between, where the result is about 6e-8: there 2^n is 2^24, and 2^24 + 1 is
    /// not a float32.
    /// </remarks>
    public static float Sigmoid(float x)
    {
        float y = 1f / OnePlusExpOfMinus(x);
        y = SelectLess(SigmoidIsOne, x, 1f, y);
        return SelectLess(x, SmallestExp, 0f, y);
    }

    /// <summary>x · sigmoid(z), rounded as one quotient. 16 operations. +0 below z = −87.33654, x above z = 17.5, NaN stays NaN.</summary>
    private static float TimesSigmoid(float x, float z)
    {
        float y = x / OnePlusExpOfMinus(z);
        y = SelectLess(SigmoidIsOne, z, x, y);
        return SelectLess(z, SmallestExp, 0f, y);
    }

    /// <summary>x · sigmoid(x). 16 operations. −Inf gives +0, +Inf itself, −0 itself, NaN stays NaN.</summary>
    /// <remarks>Measured error relative to max(1, |x|): 1.19e-7 for x > 0, 3.2e-8 for x < 0; 2.40 ulp.</remarks>
    public static float Silu(float x) => TimesSigmoid(x, x);

    /// <summary>x · sigmoid(1.702 x). 17 operations. −Inf gives +0, +Inf itself, −0 itself, NaN stays NaN.</summary>
    /// <remarks>Measured error relative to max(1, |x|): 1.19e-7 for x > 0, 2.8e-8 for x < 0.</remarks>
    public static float QuickGelu(float x) => TimesSigmoid(x, 1.702f * x);

    /// <summary>x · (1 + tanh(u)) / 2 with u = √(2/π) · (x + 0.044715 x³), which is x · sigmoid(2u). 19 operations. Ends as <see cref="Silu"/>.</summary>
    /// <remarks>Measured error relative to max(1, |x|): 1.21e-7 for x > 0, 3.7e-8 for x < 0.</remarks>
    public static float GeluTanh(float x)
    {
        const float Linear = 1.59576917f;   // 2·√(2/π)
        const float Cubic = 0.0713548139f;  // 2·√(2/π)·0.044715
        float z = x * Fma(x * x, Cubic, Linear);
        return TimesSigmoid(x, z);
    }

    /// <summary>x · tanh(ln(1 + exp(x))). 19 operations. −Inf gives +0, +Inf itself, −0 itself, NaN stays NaN.</summary>
    /// <remarks>
    /// With e = exp(x) and w = e² + 2e, tanh(ln(1 + e)) = ((1 + e)² − 1) / ((1 + e)² + 1) = w / (w + 2): no logarithm, no cancellation.
    /// Measured error relative to max(1, |x|): 1.63e-7 for x > 0, 5.6e-8 for x < 0; 3.9 ulp.
    /// </remarks>
    public static float Mish(float x)
    {
        float e = ExpUnlimited(x);
        float w = Fma(e, e, e + e);
        float y = x * w / (w + 2f);
        y = SelectLess(9.5f, x, x, y);
        return SelectLess(x, SmallestExp, 0f, y);
    }
}
