using Etch.Generator.Graph;

namespace Etch.Generator.Kernels;

/// <summary>
/// How a layer's keys and values lie in a block of positions: keys as transposed panels, [heads][positions / panel][width][panel],
/// so that scores are the tile of a product; then values as rows, [heads][positions][padded width].
/// </summary>
internal sealed record BlockLayout(int KeyHeads, int KeyWidth, int Panel, int ValueWidth, int ValuePadded)
{
    /// <summary>Positions of a block: a multiple of sixteen and of every panel width, the same on every machine.</summary>
    public const int Positions = 96;

    public static BlockLayout Of(State keys, State values, int panel) =>
        new(keys.Heads, keys.Width, panel, values.Width, (values.Width + Sixteen.Partials - 1) / Sixteen.Partials * Sixteen.Partials);

    public int KeysPerHead => Positions * KeyWidth;

    public int ValuesPerHead => Positions * ValuePadded;

    /// <summary>Where the values begin, in elements from the layer's begin.</summary>
    public int ValueOffset => KeyHeads * KeysPerHead;

    /// <summary>Elements of one layer in a block.</summary>
    public int Elements => ValueOffset + (KeyHeads * ValuesPerHead);
}
