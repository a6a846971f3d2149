namespace Etch.Reference;

/// <summary>What one run of a kernel holds: a slot for each live local and temporary, of whichever kind it is.</summary>
internal sealed class Frame
{
    /// <param name="slots">The most that are live at a time.</param>
    /// <param name="lanes">Elements of a vector.</param>
    /// <param name="constants">The vectors of the first slots.</param>
    public Frame(int slots, int lanes, float[] constants)
    {
        Vectors = new float[slots * lanes];
        constants.CopyTo(Vectors, 0);
        (Indices, Floats, Pointers) = (new long[slots], new float[slots], new FloatPointer[slots]);
        (Integers, Blocks) = (new IntPointer[slots], new BlockPointers[slots]);
    }

    /// <summary>Slots × lanes.</summary>
    public float[] Vectors { get; }

    public long[] Indices { get; }

    public float[] Floats { get; }

    public FloatPointer[] Pointers { get; }

    public IntPointer[] Integers { get; }

    public BlockPointers[] Blocks { get; }
}

/// <summary>One step of a compiled kernel.</summary>
internal delegate void Step(Frame frame);
