using Etch.Generator.Spec;

namespace Etch.Generator.Graph;

/// <summary>The type of one element.</summary>
internal enum Element
{
    F32,
    I32,
}

/// <summary>What a value is: its element and its extents, outermost first. A row is what the last extent counts.</summary>
internal sealed record TensorType(Element Element, EquatableArray<Dim> Dims)
{
    public static TensorType Rows(Dim rows, int width) => new(Element.F32, EquatableArray.Of(rows, width));

    public static TensorType Indices(Dim count) => new(Element.I32, EquatableArray.Of(count));

    /// <summary>The length of a row.</summary>
    public int Width => Dims[Dims.Count - 1].Number;

    /// <summary>How many rows there are.</summary>
    public Dim Count => Dims[0];

    public override string ToString() => $"{(Element == Element.F32 ? "f32" : "i32")}[{string.Join(", ", Dims)}]";
}

/// <summary>Where a value lies in the arena: decided by PlanMemory, read by all below.</summary>
/// <param name="Offset">In bytes from the arena's begin.</param>
/// <param name="Stride">Elements from one row to the next.</param>
internal sealed record Place(long Offset, int Stride)
{
    public override string ToString() => $"0x{Offset:x}";
}

/// <summary>A value of the graph. Nodes name it by its index; what it means is its type.</summary>
internal sealed record Value(int Id, string Name, TensorType Type, Place? Place = null)
{
    public override string ToString() => $"%{Id}";
}

/// <summary>Columns of a value: all of it, or a part of each row (a head's queries inside a merged product).</summary>
internal sealed record Columns(int Value, int From, int Width)
{
    public override string ToString() => $"%{Value}[{From}:{From + Width}]";
}

/// <summary>A parameter of the model: one identity (its role), whatever layouts are asked of it.</summary>
/// <param name="Role">With <c>{layer}</c> where each layer has its own.</param>
/// <param name="Shape">As the role's expression must come out: (out × in) for products, (rows × width) for tables.</param>
internal sealed record Weight(string Role, EquatableArray<int> Shape)
{
    public bool IsPerLayer => Role.Contains("{layer}");

    public long Elements => Shape.Aggregate(1L, (product, extent) => product * extent);

    public override string ToString() => Role;
}
