namespace Etch.Generator.Kernels;

/// <summary>What a kernel value is.</summary>
internal enum Kind
{
    /// <summary>As many float32 as the machine's vector holds.</summary>
    Vector,

    /// <summary>One float32.</summary>
    Float,

    /// <summary>A count or an index (nint).</summary>
    Index,

    /// <summary>float*</summary>
    Floats,

    /// <summary>int*</summary>
    Integers,

    /// <summary>float**: the blocks of a state.</summary>
    Blocks,
}

/// <summary>
/// The operations of kernels. An operation stands here only if it has one result for every input on every machine, NaN,
/// infinities and signed zeros included; so there is no maximum, no rounding and no conversion, only comparisons that select.
/// </summary>
internal enum KernelOp
{
    /// <summary>a + b</summary>
    Add,

    /// <summary>a − b</summary>
    Subtract,

    /// <summary>a · b</summary>
    Multiply,

    /// <summary>a / b, IEEE.</summary>
    Divide,

    /// <summary>a · b + c with one rounding.</summary>
    Fma,

    /// <summary>√a, IEEE.</summary>
    Sqrt,

    /// <summary>a &lt; b ? c : d, lane by lane; false where a or b is NaN.</summary>
    SelectLess,

    /// <summary>The lane's number &lt; n ? a : b.</summary>
    SelectFirst,

    /// <summary>Sum of the bits as 32-bit integers, wrapping.</summary>
    AddBits,

    /// <summary>Difference of the bits as 32-bit integers, wrapping.</summary>
    SubtractBits,

    /// <summary>Bits that both have.</summary>
    AndBits,

    /// <summary>Bits that either has.</summary>
    OrBits,

    /// <summary>Bits shifted left by a constant.</summary>
    ShiftLeft,

    /// <summary>Bits shifted right by a constant, zeros entering.</summary>
    ShiftRight,

    /// <summary>Each pair of lanes (2i, 2i + 1) exchanged.</summary>
    SwapPairs,

    /// <summary>Sixteen partial results in 16 / lanes vectors, added by the tree j+8, j+4, j+2, j+1.</summary>
    FoldSum,

    /// <summary>The same tree with the greater of two (b &lt; a ? a : b).</summary>
    FoldMax,

    /// <summary>A float in every lane.</summary>
    Splat,

    /// <summary>0, 1, 2, … as floats.</summary>
    Iota,

    /// <summary>A vector from memory.</summary>
    Load,

    /// <summary>One float from memory in every lane.</summary>
    Broadcast,

    /// <summary>One float from memory.</summary>
    LoadFloat,

    /// <summary>One int from memory, as an index.</summary>
    LoadInteger,

    /// <summary>A pointer from a table of blocks.</summary>
    LoadBlock,

    /// <summary>A pointer moved by elements.</summary>
    Offset,

    /// <summary>An index as a float (exact below 2^24).</summary>
    ToFloat,

    /// <summary>i + j</summary>
    Plus,

    /// <summary>i − j</summary>
    Minus,

    /// <summary>i · j</summary>
    Times,

    /// <summary>⌊i / j⌋ of indices that are not negative.</summary>
    Quotient,

    /// <summary>i mod j of indices that are not negative.</summary>
    Remainder,

    /// <summary>The smaller index.</summary>
    Smaller,

    /// <summary>The larger index.</summary>
    Larger,
}
