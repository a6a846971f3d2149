using System.Diagnostics;

namespace Etch;

/// <summary>An input of token ids: stream = table[id] · scale.</summary>
/// <param name="vocabulary">The number of ids.</param>
[Conditional("ETCH_KEEP_DECLARATION")]
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class TokensAttribute(int vocabulary) : WordAttribute
{
    /// <summary>The number of ids.</summary>
    public int Vocabulary { get; } = vocabulary;

    /// <summary>The width of the table; 0: the class's.</summary>
    public int Width { get; set; } = 0;

    /// <summary>What a row is multiplied by.</summary>
    public float Scale { get; set; } = 1;
}

/// <summary>A learned vector for each position is added.</summary>
[Conditional("ETCH_KEEP_DECLARATION")]
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class LearnedPositionsAttribute : WordAttribute
{
    /// <summary>Rows of the table before position 0.</summary>
    public int Offset { get; set; } = 0;
}

/// <summary>Sines and cosines of the position are added (Vaswani et al. 2017).</summary>
[Conditional("ETCH_KEEP_DECLARATION")]
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class SinusoidalPositionsAttribute : WordAttribute
{
    /// <summary>How they lie in a row.</summary>
    public Layout Layout { get; set; } = Layout.Interleaved;

    /// <summary>The position of the first token.</summary>
    public int Offset { get; set; } = 0;
}

/// <summary>A learned vector for each segment is added.</summary>
/// <param name="count">The number of segments.</param>
[Conditional("ETCH_KEEP_DECLARATION")]
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class SegmentsAttribute(int count) : WordAttribute
{
    /// <summary>The number of segments.</summary>
    public int Count { get; } = count;
}
