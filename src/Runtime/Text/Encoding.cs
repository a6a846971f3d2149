namespace Etch.Text;

/// <summary>The tokens of two texts in one sequence.</summary>
public sealed class Encoding
{
    internal Encoding(int[] ids, int[] segments)
    {
        Ids = ids;
        Segments = segments;
    }

    /// <summary>The ids, special tokens among them.</summary>
    public int[] Ids { get; }

    /// <summary>For each id the segment (token type) it belongs to; as long as <see cref="Ids"/>.</summary>
    public int[] Segments { get; }
}
