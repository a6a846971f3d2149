namespace Etch.Generator.Spec;

/// <summary>Turns pairs of places of queries and keys by position · base^(−2k/d) (Su et al. 2021).</summary>
[Word("Rotary", 1)]
internal sealed record RotarySpec(float Base = 10_000, int Width = 0, Pairing Pairing = Pairing.Halves) : ModifierSpec;

/// <summary>A modifier of the rotation before it: another table.</summary>
internal abstract record RotaryScalingSpec : ModifierSpec;

/// <summary>Positions divided by a factor (Chen et al. 2023).</summary>
[Word("Interpolated", 1)]
internal sealed record InterpolatedSpec(float Factor) : RotaryScalingSpec;

/// <summary>Long wavelengths divided by a factor, short ones kept, a smooth band between (Llama 3.1).</summary>
[Word("Llama3", 1)]
internal sealed record Llama3Spec(float Factor, float Low = 1, float High = 4, int Original = 8192) : RotaryScalingSpec;

/// <summary>YaRN (Peng et al. 2023); magnitude 0 means 0.1 · ln(factor) + 1.</summary>
[Word("Yarn", 1)]
internal sealed record YarnSpec(
    float Factor, int Original = 0, float Fast = 32, float Slow = 1, bool Truncate = true, float Magnitude = 0) : RotaryScalingSpec;

/// <summary>A factor for each frequency (LongRoPE, Ding et al. 2024); up to the original context the short ones.</summary>
[Word("LongRope", 1)]
internal sealed record LongRopeSpec(
    int Original, EquatableArray<float> Short = default, EquatableArray<float> Long = default, float Magnitude = 1) : RotaryScalingSpec;

/// <summary>A norm of queries and keys before the scores.</summary>
[Word("QueryKeyNorm", 1)]
internal sealed record QueryKeyNormSpec(
    Norm Norm = Norm.Rms, Over Over = Over.Head, Gain Gain = Gain.Shared, bool Bias = false, float Epsilon = 0) : ModifierSpec;

/// <summary>Scores become cap · tanh(score / cap).</summary>
[Word("SoftCap", 1)]
internal sealed record SoftCapSpec(float Cap) : ModifierSpec;

/// <summary>Scores get slope · (key − query), a slope for each head (Press et al. 2021).</summary>
[Word("Alibi")]
internal sealed record AlibiSpec(AlibiForm Form = AlibiForm.Press) : ModifierSpec;

/// <summary>A position sees itself and what came before it.</summary>
[Word("Causal")]
internal sealed record CausalSpec : ModifierSpec;

/// <summary>After Causal: n keys, the token itself among them. Without: |i − j| ≤ n / 2.</summary>
[Word("Window", 1)]
internal sealed record WindowSpec(int Size) : ModifierSpec;
