namespace Etch.Generator.Isa;

/// <summary>All instruction sets, best first: the order in which a machine is asked.</summary>
internal static class InstructionSets
{
    public static IReadOnlyList<InstructionSet> All { get; } = [Avx512Table.Set, Avx2Table.Set, AdvSimdTable.Set, PortableTable.Set];
}
