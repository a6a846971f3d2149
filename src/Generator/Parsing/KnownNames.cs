namespace Etch.Generator.Parsing;

/// <summary>The names of attributes and properties that the generator looks for.</summary>
internal static class KnownNames
{
    public const string Namespace = "Etch";
    public const string Transformer = "Etch.TransformerAttribute";
    public const string Checkpoint = "Etch.CheckpointAttribute";
    public const string Tensor = "Etch.TensorAttribute";
    public const string Word = "Etch.WordAttribute";
    public const string InstructionSets = "build_property.EtchInstructionSets";
    public const string PublishAot = "build_property.PublishAot";
    public const string RuntimeIdentifier = "build_property.RuntimeIdentifier";
    public const string IlcInstructionSet = "build_property.IlcInstructionSet";
    public const string Dump = "build_property.EtchDump";
}
