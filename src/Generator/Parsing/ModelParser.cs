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
            spec = Read(declaration.Class, wanted, configs, findings);
        }

        ApiSpec? api = declaration.Api ?? (spec is null ? null : ApiSpec.Of(spec.Parts[0]));
        return new ParsedModel(declaration.Class, findings.All(finding => finding.IsInformation) ? spec : null, api, findings.ToEquatableArray());
    }

    private static ModelSpec? Read(ClassSpec about, string wanted, ImmutableArray<ConfigFile> configs, List<Finding> findings)
    {
        ConfigFile? file = configs.Where(config => EndsWith(config.Path, wanted))
            .OrderBy(config => config.Path.Length).ThenBy(config => config.Path, StringComparer.Ordinal).FirstOrDefault();
        if (file is not null)
        {
            return Family.Read(about, wanted, file.Text, findings);
        }

        findings.Add(new Finding(Rules.NoConfig,
            $"No file '{wanted}' is among the AdditionalFiles of the project; add <AdditionalFiles Include=\"{wanted}\" /> to it.", Finding.AtTransformer));
        return null;
    }

    private static bool EndsWith(string path, string wanted)
    {
        string plain = path.Replace('\\', '/'), end = wanted.Replace('\\', '/').TrimStart('.', '/');
        return end.Length > 0 && plain.EndsWith(end, StringComparison.Ordinal) && (plain.Length == end.Length || plain[plain.Length - end.Length - 1] == '/');
    }
}
