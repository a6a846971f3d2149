using System.Diagnostics;

namespace Etch;

/// <summary>y = (x − mean) / √(variance + ε) · gain + bias (Ba et al. 2016).</summary>
[Conditional("ETCH_KEEP_DECLARATION")]
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class LayerNormAttribute : WordAttribute
{
    /// <summary>Whether there is a bias.</summary>
    public bool Bias { get; set; } = true;

    /// <summary>Whether there is a gain.</summary>
    public bool Gain { get; set; } = true;

    /// <summary>ε; 0: the class's.</summary>
    public float Epsilon { get; set; }
}

/// <summary>y = x / √(mean(x²) + ε) · gain (Zhang and Sennrich 2019).</summary>
[Conditional("ETCH_KEEP_DECLARATION")]
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class RmsNormAttribute : WordAttribute
{
    /// <summary>Whether there is a gain.</summary>
    public bool Gain { get; set; } = true;

    /// <summary>ε; 0: the class's.</summary>
    public float Epsilon { get; set; }
}

/// <summary>y = x / max(‖x‖, 1e-12).</summary>
[Conditional("ETCH_KEEP_DECLARATION")]
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class NormalizeAttribute : WordAttribute;
