using System.Text;
using Etch.Generator.Diagnostics;
using Etch.Generator.Families;
using Etch.Generator.Parsing;
using Etch.Generator.Spec;

namespace Etch.Fuzz.Files;

/// <summary>A config.json as the generator reads it: a model, or diagnostics; never an exception, which the compiler would blame on the generator.</summary>
internal sealed class ConfigTarget : Target
{
    public override string Name => "config";

    public override IReadOnlyList<byte[]> Seeds { get; } = [.. SeedFiles.Named("config.json").Where(config => config.AsSpan().IndexOf("\"model_type\""u8) >= 0)];

    public override string Place => "";

    public override bool Expects(Exception exception) => false;

    public override void Read(byte[] mutant)
    {
        List<Finding> findings = [];
        ModelSpec? spec = Family.Read(new ClassSpec("Model", "", "public", "Model"), "config.json", Encoding.UTF8.GetString(mutant), findings);
        if (spec is null && findings.All(finding => finding.IsInformation))
        {
            throw new FindingException("no model and no diagnostic");
        }

        if (findings.Find(finding => finding.Id == Rules.Internal || finding.Message.Length > LongestMessage) is { } odd)
        {
            throw new FindingException($"a diagnostic that is not clear: {odd.Id} with {odd.Message.Length} characters");
        }
    }
}
