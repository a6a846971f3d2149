using System.Reflection;
using System.Runtime.Loader;
using Microsoft.CodeAnalysis;

namespace Etch.Reference;

/// <summary>A generated model, compiled and loaded in this process.</summary>
public sealed class CompiledAssembly
{
    private readonly Type _type;

    private CompiledAssembly(Type type) => _type = type;

    /// <summary>Compiles what the generator made; an error is one exception that lists all.</summary>
    public static CompiledAssembly Compile(GeneratorRun run, string className)
    {
        using MemoryStream image = new();
        var result = run.Compilation.Emit(image);
        if (!result.Success)
        {
            throw new InvalidOperationException(string.Join("\n", result.Diagnostics.Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error).Take(10).Select(diagnostic => diagnostic.ToString())));
        }

        image.Position = 0;
        AssemblyLoadContext context = new(null, isCollectible: false);
        return new CompiledAssembly(context.LoadFromStream(image).GetType(className, throwOnError: true)!);
    }

    /// <summary>A model class that was compiled with the assembly that asks.</summary>
    public static CompiledAssembly Of(Type type) => new(type);

    /// <summary>A class named Model from a config.json.</summary>
    public static CompiledAssembly FromConfig(string config, string instructionSets = "") =>
        Compile(GeneratorRun.Run("[Transformer(\"config.json\")] public sealed partial class Model;", config, instructionSets), "Model");

    /// <summary>Loads weights for an instruction set; the result is an <see cref="IModel{TSession}"/> of the model's form.</summary>
    public IDisposable Load(string path, string? instructionSet = null)
    {
        try
        {
            return (IDisposable)_type.GetMethod("Load", [typeof(string), typeof(LoadOptions)])!.Invoke(null, [path, new LoadOptions { InstructionSet = instructionSet }])!;
        }
        catch (TargetInvocationException exception)
        {
            throw exception.InnerException!;
        }
    }

    /// <summary>A static property of the model: Plan, Mermaid.</summary>
    public object Static(string name) => _type.GetProperty(name)!.GetValue(null)!;
}
