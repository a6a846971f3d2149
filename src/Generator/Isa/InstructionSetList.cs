namespace Etch.Generator.Isa;

/// <summary>The MSBuild property EtchInstructionSets: which instruction sets are emitted; empty means all.</summary>
internal static class InstructionSetList
{
    /// <summary>The named ones, best first; the portable one is always among them, so that a model runs anywhere.</summary>
    public static IReadOnlyList<InstructionSet> Parse(string names)
    {
        HashSet<string> wanted = new(names.Split(';', ',', ' ').Where(name => name.Length > 0), StringComparer.OrdinalIgnoreCase);
        return wanted.Count == 0 ? InstructionSets.All : [.. InstructionSets.All.Where(set => wanted.Contains(set.Name) || set.Name == PortableTable.Set.Name)];
    }
}
