using System.Collections.Immutable;
using Etch.Generator.Diagnostics;
using Etch.Generator.Families;
using Etch.Generator.Spec;

namespace Etch.Generator.Parsing;

/// <summary>A JSON file of the project.</summary>
internal sealed record ConfigFile(string Path, string Text);

/// <summary>A declaration with its spec, from whichever road it came.</summary>
/// <param name="Api">What the session looks like, where that is known.</param>
internal sealed record ParsedModel(ClassSpec Class, ModelSpec? Spec, ApiSpec? Api, EquatableArray<Finding> Findings)
{
    public Finding? Error => Findings.FirstOrDefault(finding => !finding.IsInformation);
}

/// <summary>Joins both roads: brackets are the spec already; a configuration is read by its family.</summary>
internal static class ModelParser
{
    public static ParsedModel Parse(Declaration declaration, ImmutableArray<ConfigFile> configs)
    {
        try
        {
            return Join(declaration, configs);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            return new ParsedModel(declaration.Class, null, null, EquatableArray.Of(DeclarationParser.Internal(declaration.Class, exception)));
        }
    }

    private static ParsedModel Join(Declaration declaration, ImmutableArray<ConfigFile> configs)
    {
        List<Finding> findings = [.. declaration.Findings];
        ModelSpec? spec = declaration.Spec;
        if (declaration.Config is { } wanted && findings.Count == 0)
        {
            spec = Read(declaration, wanted, configs, findings);
        }

        ApiSpec? api = declaration.Api ?? (spec is null ? null : ApiSpec.Of(spec.Parts[0]));
        return new ParsedModel(declaration.Class, findings.All(finding => finding.IsInformation) ? spec : null, api, findings.ToEquatableArray());
    }

    private static ModelSpec? Read(Declaration declaration, string wanted, ImmutableArray<ConfigFile> configs, List<Finding> findings)
    {
        List<ConfigFile> files = [.. Outermost(configs.Where(config => EndsWith(config.Path, wanted)))];
        if (files.Count == 1)
        {
            return Family.Read(declaration.Class, wanted, files[0].Text, findings, declaration.Tensors);
        }

        string problem = files.Count == 0
            ? $"No file '{wanted}' is among the AdditionalFiles of the project; add <AdditionalFiles Include=\"{wanted}\" /> to it."
            : $"{files.Count} of the AdditionalFiles end with '{wanted}', in the folders {string.Join(", ", files.Select(Folder).OrderBy(folder => folder, StringComparer.Ordinal))}; write the folder too.";
        findings.Add(new Finding(Rules.NoConfig, problem, Finding.AtTransformer));
        return null;
    }

    /// <summary>A model's own file lies above those of its parts (1_Pooling/config.json).</summary>
    private static IEnumerable<ConfigFile> Outermost(IEnumerable<ConfigFile> files) =>
        files.GroupBy(file => file.Path.Replace('\\', '/').Split('/').Length).OrderBy(group => group.Key).FirstOrDefault() ?? Enumerable.Empty<ConfigFile>();

    private static string Folder(ConfigFile file)
    {
        string[] steps = file.Path.Replace('\\', '/').Split('/');
        return steps.Length < 2 ? "." : steps[steps.Length - 2];
    }

    private static bool EndsWith(string path, string wanted)
    {
        string plain = path.Replace('\\', '/'), end = wanted.Replace('\\', '/').TrimStart('.', '/');
        return end.Length > 0 && plain.EndsWith(end, StringComparison.Ordinal) && (plain.Length == end.Length || plain[plain.Length - end.Length - 1] == '/');
    }
}
