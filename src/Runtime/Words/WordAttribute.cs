using System.Diagnostics;

namespace Etch;

/// <summary>
/// A word of a bracket. Brackets are read by the compiler while the project builds; the attributes themselves are left out of the
/// compiled assembly unless <c>ETCH_KEEP_DECLARATION</c> is defined.
/// </summary>
[Conditional("ETCH_KEEP_DECLARATION")]
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public abstract class WordAttribute : Attribute
{
    private protected WordAttribute()
    {
    }

    /// <summary>The letters of the pattern whose layers have this word; empty: all.</summary>
    public string In { get; set; } = "";
}
