using System.Diagnostics;

namespace Etch;

/// <summary>stream = stream + scale · made.</summary>
[Conditional("ETCH_KEEP_DECLARATION")]
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class ResidualAttribute : WordAttribute
{
    /// <summary>The scale.</summary>
    public float Scale { get; set; } = 1;
}

/// <summary>What follows reads what the thing before it read; both results are added.</summary>
[Conditional("ETCH_KEEP_DECLARATION")]
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class ParallelAttribute : WordAttribute;

/// <summary>The brackets up to End stand for so many layers.</summary>
/// <param name="count">The number of layers.</param>
[Conditional("ETCH_KEEP_DECLARATION")]
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class RepeatAttribute(int count) : WordAttribute
{
    /// <summary>The number of layers.</summary>
    public int Count { get; } = count;

    /// <summary>A letter for each layer, cycled; parentheses say what is cycled.</summary>
    public string Pattern { get; set; } = "";

    /// <summary>Whether all layers have one set of weights.</summary>
    public bool Shared { get; set; }
}

/// <summary>Closes a Repeat.</summary>
[Conditional("ETCH_KEEP_DECLARATION")]
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class EndAttribute : WordAttribute;

/// <summary>Gives the stream at this place a name in the API.</summary>
/// <param name="name">The name.</param>
[Conditional("ETCH_KEEP_DECLARATION")]
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class OutputAttribute(string name) : WordAttribute
{
    /// <summary>The name.</summary>
    public string Name { get; } = name;
}
