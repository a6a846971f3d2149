namespace Etch.Reference;

/// <summary>float*: an array and a place in it. Only an access is checked; a pointer may stand outside as long as nobody looks.</summary>
/// <param name="Memory">Null: the null pointer.</param>
/// <param name="Offset">In elements.</param>
internal readonly record struct FloatPointer(float[]? Memory, long Offset)
{
    /// <exception cref="KernelFault">The elements are not all in the array.</exception>
    public Span<float> Span(int count) => Memory is not null && Offset >= 0 && Offset + count <= Memory.Length
        ? Memory.AsSpan((int)Offset, count)
        : throw KernelFault.Outside("float", count, Offset, Memory?.Length);

    public FloatPointer Move(long elements) => new(Memory, Offset + elements);
}

/// <summary>int*</summary>
/// <param name="Memory">Null: the null pointer.</param>
/// <param name="Offset">In elements.</param>
internal readonly record struct IntPointer(int[]? Memory, long Offset)
{
    /// <exception cref="KernelFault">The element is not in the array.</exception>
    public int Value => Memory is not null && Offset >= 0 && Offset < Memory.Length
        ? Memory[Offset]
        : throw KernelFault.Outside("int", 1, Offset, Memory?.Length);

    public IntPointer Move(long elements) => new(Memory, Offset + elements);
}

/// <summary>float**: a table of pointers and a place in it.</summary>
/// <param name="Table">Null: the null pointer.</param>
/// <param name="Offset">In entries.</param>
internal readonly record struct BlockPointers(FloatPointer[]? Table, long Offset = 0)
{
    /// <exception cref="KernelFault">The entry is not in the table.</exception>
    public FloatPointer Value => Table is not null && Offset >= 0 && Offset < Table.Length
        ? Table[Offset]
        : throw KernelFault.Outside("pointer", 1, Offset, Table?.Length);

    public BlockPointers Move(long entries) => new(Table, Offset + entries);
}

/// <summary>A kernel looked where it must not.</summary>
internal sealed class KernelFault(string message) : Exception(message)
{
    public static KernelFault Outside(string element, int count, long offset, int? length) =>
        new(length is null ? $"a {element} is reached through a null pointer"
            : FormattableString.Invariant($"{count} {element}(s) at {offset} are not inside the {length} of the array"));

    /// <summary>The same with the place in the kernel.</summary>
    public KernelFault In(string place) => new($"{place}: {Message}");
}
