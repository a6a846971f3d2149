using System.Runtime.CompilerServices;
using System.Text;
using Microsoft.CodeAnalysis;

namespace Etch.Testing;

/// <summary>What Etch makes of sources: diagnostics and named documents, each in a fixed order, without a path or a version of the machine or the package.</summary>
public sealed class GeneratedCode
{
    internal GeneratedCode(GeneratorDriver driver, IReadOnlyList<GeneratedDiagnostic> diagnostics, IReadOnlyList<GeneratedDocument> documents) =>
        (Driver, Diagnostics, Documents) = (driver, diagnostics, documents);

    /// <summary>Etch's diagnostics, and the compiler's errors inside a model's declaration, by place and number.</summary>
    public IReadOnlyList<GeneratedDiagnostic> Diagnostics { get; }

    /// <summary>The generated files by name.</summary>
    public IReadOnlyList<GeneratedDocument> Documents { get; }

    /// <summary>Roslyn's driver after its run, with all files whole: what Verify.SourceGenerators takes.</summary>
    public GeneratorDriver Driver { get; }

    /// <summary>Runs the generator that the project of these tests references on a source text.</summary>
    /// <param name="source">A file of C#; <c>using Etch</c> and the SDK's implicit usings are in force.</param>
    /// <param name="options">What is generated and shown.</param>
    /// <param name="config">The text of a <c>config.json</c> that the class names.</param>
    /// <exception cref="InvalidOperationException">The generator cannot be found or loaded; the message says why.</exception>
    public static GeneratedCode FromSource(string source, SnapshotOptions? options = null, string? config = null) =>
        Run.Of(new Sources([("Model.cs", source)], config is null ? [] : [("config.json", config)]), GeneratorFile.OfTests(options), options);

    /// <summary>Runs the generator on one file, with the JSON files of the project that it lies in, and with the generator that this project references.</summary>
    /// <param name="path">The file; a relative path starts at the folder of the calling file.</param>
    /// <param name="options">What is generated and shown.</param>
    /// <param name="caller">Leave it to the compiler.</param>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="InvalidOperationException">The generator cannot be found or loaded; the message says why.</exception>
    public static GeneratedCode FromFile(string path, SnapshotOptions? options = null, [CallerFilePath] string caller = "")
    {
        string file = SourceFolder.Resolve(path, caller);
        return ProjectFiles.Above(file) is { } project
            ? Run.Of(project.Only(file), GeneratorFile.OfProject(project.File, options), options)
            : Run.Of(new Sources([(Path.GetFileName(file), File.ReadAllText(file))], []), GeneratorFile.OfTests(options), options);
    }

    /// <summary>Runs the generator on the files of a project, as its build would, and with the generator that this project references.</summary>
    /// <param name="path">The project's file or folder; a relative path starts at the folder of the calling file.</param>
    /// <param name="options">What is generated and shown.</param>
    /// <param name="caller">Leave it to the compiler.</param>
    /// <exception cref="FileNotFoundException">There is no such project.</exception>
    /// <exception cref="InvalidOperationException">The generator cannot be found or loaded; the message says why.</exception>
    public static GeneratedCode FromProject(string path, SnapshotOptions? options = null, [CallerFilePath] string caller = "")
    {
        ProjectFiles project = ProjectFiles.Of(SourceFolder.Resolve(path, caller));
        return Run.Of(project.All(), GeneratorFile.OfProject(project.File, options), options);
    }

    /// <summary>Everything as one text, for snapshots of one file.</summary>
    public override string ToString()
    {
        StringBuilder text = new();
        foreach (GeneratedDiagnostic diagnostic in Diagnostics)
        {
            text.Append(diagnostic).Append('\n');
        }

        foreach (GeneratedDocument document in Documents)
        {
            text.Append("// ").Append(document.Name).Append('\n').Append(document.Text);
        }

        return text.ToString();
    }
}

/// <summary>A generated file.</summary>
/// <param name="Name">Its name, such as <c>Gpt2.g.cs</c>.</param>
/// <param name="Text">Its text; lines end with <c>\n</c>.</param>
public sealed record GeneratedDocument(string Name, string Text);

/// <summary>Something that a build would say.</summary>
/// <param name="Id">The rule, such as <c>ETCH102</c>.</param>
/// <param name="Severity">error, warning or info.</param>
/// <param name="Place">File, line and column from 1, such as <c>Model.cs(4,13)</c>.</param>
/// <param name="Message">The sentence.</param>
public sealed record GeneratedDiagnostic(string Id, string Severity, string Place, string Message)
{
    /// <summary>As the compiler prints it.</summary>
    public override string ToString() => $"{Place}: {Severity} {Id}: {Message}";
}
