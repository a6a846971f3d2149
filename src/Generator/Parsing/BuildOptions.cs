namespace Etch.Generator.Parsing;

/// <summary>The project's MSBuild properties that matter here.</summary>
/// <param name="InstructionSets">EtchInstructionSets: which ones are emitted; empty means all.</param>
/// <param name="Dump">EtchDump: true adds a file of comments with the graph after each pass.</param>
internal sealed record BuildOptions(string InstructionSets, string Dump)
{
    public bool HasDump => string.Equals(Dump.Trim(), "true", StringComparison.OrdinalIgnoreCase);
}
