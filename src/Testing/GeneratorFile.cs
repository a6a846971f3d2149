using System.Text.Json;
using Microsoft.CodeAnalysis;

namespace Etch.Testing;

/// <summary>Which generator is run: the one that a project references, or a sentence that says why it is not known.</summary>
/// <param name="Path">Its assembly.</param>
internal sealed record GeneratorFile(string Path)
{
    private const string Setting = "Etch.Testing.Generator";

    /// <summary>The framework, and the runtime that belongs to this generator.</summary>
    public IEnumerable<MetadataReference> References
    {
        get
        {
            string packaged = System.IO.Path.GetFullPath(System.IO.Path.Combine(System.IO.Path.GetDirectoryName(Path)!, "..", "..", "..", "lib", "net10.0", "Etch.dll"));
            string runtime = File.Exists(packaged) ? packaged : typeof(ILanguageModel).Assembly.Location;
            return Framework.Append(runtime).Select(path => MetadataReference.CreateFromFile(path));
        }
    }

    private static IEnumerable<string> Framework => ((string?)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES") ?? "").Split(System.IO.Path.PathSeparator)
        .Where(path => System.IO.Path.GetFileName(path) is var name && (name.StartsWith("System.", StringComparison.Ordinal) || name is "netstandard.dll" or "mscorlib.dll"));

    /// <summary>The generator that the project of the running tests references.</summary>
    public static GeneratorFile OfTests(SnapshotOptions? options) => Checked(options?.GeneratorPath ?? AppContext.GetData(Setting) as string
        ?? throw new InvalidOperationException(
            $"Etch.Testing does not know which generator to run: '{Setting}' is not in the tests' runtimeconfig.json. "
            + "Reference the packages Etch.Testing and Etch in the project of the tests itself, or set SnapshotOptions.GeneratorPath."));

    /// <summary>The generator that a project was restored with; where it takes Etch from a project and not from a package, that of the tests.</summary>
    public static GeneratorFile OfProject(string project, SnapshotOptions? options)
    {
        if (options?.GeneratorPath is not null)
        {
            return OfTests(options);
        }

        string assets = Assets(project) ?? throw new InvalidOperationException(
            $"Etch.Testing does not know which generator '{System.IO.Path.GetFileName(project)}' references, since it has no project.assets.json; restore it, or set SnapshotOptions.GeneratorPath.");
        using JsonDocument document = JsonDocument.Parse(File.ReadAllBytes(assets));
        JsonProperty etch = document.RootElement.GetProperty("libraries").EnumerateObject()
            .FirstOrDefault(library => library.Name.StartsWith("Etch/", StringComparison.OrdinalIgnoreCase));
        return etch.Value.ValueKind == JsonValueKind.Undefined
            ? throw new InvalidOperationException($"The project '{System.IO.Path.GetFileName(project)}' does not reference Etch, so there is no generator to run.")
            : etch.Value.GetProperty("type").GetString() == "project" ? OfTests(options)
            : Checked(Packaged(document.RootElement, etch.Value.GetProperty("path").GetString()!));
    }

    private static string Packaged(JsonElement assets, string package)
    {
        IEnumerable<string> places = assets.GetProperty("packageFolders").EnumerateObject()
            .Select(folder => System.IO.Path.Combine(folder.Name, package, "analyzers", "dotnet", "cs", "Etch.Generator.dll"));
        return places.FirstOrDefault(File.Exists) ?? places.First();
    }

    private static GeneratorFile Checked(string path) => File.Exists(path)
        ? new GeneratorFile(System.IO.Path.GetFullPath(path))
        : throw new InvalidOperationException($"The generator that the project references, '{path}', is not there; restore and build the project again.");

    /// <summary>What a restore left: beside the project, or in the artifacts of the repository.</summary>
    private static string? Assets(string project)
    {
        string name = System.IO.Path.GetFileNameWithoutExtension(project), file = "project.assets.json";
        for (string? folder = System.IO.Path.GetDirectoryName(project); folder is not null; folder = System.IO.Path.GetDirectoryName(folder))
        {
            string artifacts = System.IO.Path.Combine(folder, "artifacts", "obj", name, file);
            string beside = System.IO.Path.Combine(folder, "obj", file);
            if (folder == System.IO.Path.GetDirectoryName(project) && File.Exists(beside))
            {
                return beside;
            }

            if (File.Exists(artifacts))
            {
                return artifacts;
            }
        }

        return null;
    }
}
