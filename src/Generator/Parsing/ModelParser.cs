using System.Collections.Immutable;
using Etch.Generator.Diagnostics;
using Etch.Generator.Families;
using Etch.Generator.Spec;

namespace Etch.Generator.Parsing;

/// <summary>A JSON file of the project.</summary>
internal sealed record ConfigFile(string Path, string Text);

/// <summary>A declaration with its spec, from whichever road it came.</summary>
internal sealed record ParsedModel(ClassSpec Class, ModelSpec? Spec, EquatableArray<Finding> Findings)
{
    public Finding? Error => Findings.FirstOrDefault(finding => !finding.IsInformation);
}

/// <summary>Joins both roads: brackets are the spec already; a configuration is read by its family.</summary>
internal static class ModelParser
{
    public static ParsedModel Parse(Declaration declaration, ImmutableArray<ConfigFile> configs)
    {
        List<Finding> findings = [.. declaration.Findings];
        ModelSpec? spec = declaration.Spec;
        if (declaration.Config is { } wanted && findings.Count == 0)
        {
            ConfigFile? file = configs.OrderBy(config => config.Path.Length).ThenBy(config => config.Path, StringComparer.Ordinal).FirstOrDefault(config => EndsWith(config.Path, wanted));
            if (file is null)
            {
                findings.Add(new Finding(Rules.NoConfig, $"No file '{wanted}' is among the AdditionalFiles of the project; add <AdditionalFiles Include=\"{wanted}\" /> to it."));
            }
            else
            {
                spec = Family.Read(declaration.Class, file.Text, findings);
            }
        }

        return new ParsedModel(declaration.Class, findings.All(finding => finding.IsInformation) ? spec : null, findings.ToEquatableArray());
    }

    private static bool EndsWith(string path, string wanted)
    {
        string plain = path.Replace('\\', '/'), end = wanted.Replace('\\', '/').TrimStart('.', '/');
        return plain.EndsWith(end, StringComparison.Ordinal) && (plain.Length == end.Length || plain[plain.Length - end.Length - 1] == '/');
    }
}
