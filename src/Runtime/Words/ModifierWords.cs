using System.Diagnostics;

namespace Etch;

/// <summary>Turns pairs of places of queries and keys by their position (Su et al. 2021). A scaling may follow.</summary>
/// <param name="base">The base of the frequencies.</param>
[Conditional("ETCH_KEEP_DECLARATION")]
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class RotaryAttribute(float @base = 10_000) : WordAttribute
{
    /// <summary>The base of the frequencies.</summary>
    public float Base { get; } = @base;

    /// <summary>Places of a head that turn; 0: all.</summary>
    public int Width { get; set; }

    /// <summary>Which places turn together.</summary>
    public Pairing Pairing { get; set; } = Pairing.Halves;
}

/// <summary>A scaling of the rotation before it: positions divided by a factor.</summary>
/// <param name="factor">The factor.</param>
[Conditional("ETCH_KEEP_DECLARATION")]
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class InterpolatedAttribute(float factor) : WordAttribute
{
    /// <summary>The factor.</summary>
    public float Factor { get; } = factor;
}

/// <summary>A scaling of the rotation before it: long wavelengths divided, short ones kept (Llama 3.1).</summary>
/// <param name="factor">The factor.</param>
[Conditional("ETCH_KEEP_DECLARATION")]
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class Llama3Attribute(float factor) : WordAttribute
{
    /// <summary>The factor.</summary>
    public float Factor { get; } = factor;

    /// <summary>Original / Low is the wavelength above which all is divided.</summary>
    public float Low { get; set; } = 1;

    /// <summary>Original / High is the wavelength below which nothing is.</summary>
    public float High { get; set; } = 4;

    /// <summary>The context of the training.</summary>
    public int Original { get; set; } = 8192;
}

/// <summary>A scaling of the rotation before it (Peng et al. 2023).</summary>
/// <param name="factor">The factor.</param>
[Conditional("ETCH_KEEP_DECLARATION")]
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class YarnAttribute(float factor) : WordAttribute
{
    /// <summary>The factor.</summary>
    public float Factor { get; } = factor;

    /// <summary>The context of the training.</summary>
    public int Original { get; set; }

    /// <summary>Turns above which a frequency is kept.</summary>
    public float Fast { get; set; } = 32;

    /// <summary>Turns below which it is divided.</summary>
    public float Slow { get; set; } = 1;

    /// <summary>Whether the ends of the ramp are whole.</summary>
    public bool Truncate { get; set; } = true;

    /// <summary>The factor on cosines and sines; 0: 0.1 · ln factor + 1.</summary>
    public float Magnitude { get; set; }
}

/// <summary>A scaling of the rotation before it: a factor for each frequency (Ding et al. 2024).</summary>
/// <param name="original">The context of the training.</param>
[Conditional("ETCH_KEEP_DECLARATION")]
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class LongRopeAttribute(int original) : WordAttribute
{
    /// <summary>The context of the training.</summary>
    public int Original { get; } = original;

    /// <summary>Factors up to that context.</summary>
    public float[] Short { get; set; } = [];

    /// <summary>Factors beyond it.</summary>
    public float[] Long { get; set; } = [];

    /// <summary>The factor on cosines and sines.</summary>
    public float Magnitude { get; set; } = 1;
}

/// <summary>A norm of queries and keys.</summary>
[Conditional("ETCH_KEEP_DECLARATION")]
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class QueryKeyNormAttribute : WordAttribute
{
    /// <summary>Which.</summary>
    public Norm Norm { get; set; } = Norm.Rms;

    /// <summary>Over what.</summary>
    public Over Over { get; set; } = Over.Head;

    /// <summary>Which gains.</summary>
    public Gain Gain { get; set; } = Gain.Shared;

    /// <summary>Whether there is a bias.</summary>
    public bool Bias { get; set; }

    /// <summary>ε; 0: the class's.</summary>
    public float Epsilon { get; set; }
}

/// <summary>Scores become cap · tanh(score / cap).</summary>
/// <param name="cap">The cap.</param>
[Conditional("ETCH_KEEP_DECLARATION")]
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class SoftCapAttribute(float cap) : WordAttribute
{
    /// <summary>The cap.</summary>
    public float Cap { get; } = cap;
}

/// <summary>Scores get slope · distance, a slope for each head (Press et al. 2021).</summary>
[Conditional("ETCH_KEEP_DECLARATION")]
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class AlibiAttribute : WordAttribute
{
    /// <summary>Which slopes.</summary>
    public AlibiForm Form { get; set; } = AlibiForm.Press;
}

/// <summary>A position sees itself and what came before it.</summary>
[Conditional("ETCH_KEEP_DECLARATION")]
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class CausalAttribute : WordAttribute;

/// <summary>After Causal: n keys, the token itself among them. Without: |i − j| ≤ n / 2.</summary>
/// <param name="size">n.</param>
[Conditional("ETCH_KEEP_DECLARATION")]
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class WindowAttribute(int size) : WordAttribute
{
    /// <summary>n.</summary>
    public int Size { get; } = size;
}
