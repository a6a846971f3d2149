using Etch.Generator.Diagnostics;
using Etch.Generator.Emit;
using Etch.Generator.Families;
using Etch.Generator.Isa;
using Etch.Generator.Parsing;
using Etch.Generator.Spec;

namespace Etch.Generator;

/// <summary>A file that is added to the user's compilation.</summary>
internal sealed record GeneratedFile(string Name, string Text);

/// <summary>All files of a model: its API first, then one for each instruction set.</summary>
internal sealed record GeneratedModel(GeneratedFile Api, EquatableArray<GeneratedFile> Kernels);

/// <summary>From a parsed model to its files. A model with an error gets its API with bodies that throw, and an #error with the sentence.</summary>
internal static class ModelGenerator
{
    /// <param name="dump">Whether a file of comments shows the graph after each pass.</param>
    public static GeneratedModel Generate(ParsedModel model, IReadOnlyList<InstructionSet> sets, bool dump)
    {
        string name = model.Class.FileName;
        if (model.Spec is not { } spec)
        {
            return new GeneratedModel(new GeneratedFile($"{name}.g.cs", BrokenEmitter.Emit(model)), default);
        }

        try
        {
            return Generate(name, spec, sets, dump ? new DumpEmitter() : null);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            // Below the spec no error is the user's fault: it is ours, and it becomes a red build with its sentence, never a crash of the compiler.
            Finding ours = DeclarationParser.Internal(model.Class, exception);
            return new GeneratedModel(new GeneratedFile($"{name}.g.cs", BrokenEmitter.Emit(model with { Findings = EquatableArray.Of(ours) })), default);
        }
    }

    private static GeneratedModel Generate(string name, ModelSpec spec, IReadOnlyList<InstructionSet> sets, DumpEmitter? dump)
    {
        CompiledModel compiled = Compiler.Compile(spec, sets, dump is null ? null : dump.After);
        IEnumerable<GeneratedFile> dumps = dump is null ? [] : [new GeneratedFile($"{name}.Dump.g.cs", dump.ToString())];
        return new GeneratedModel(
            new GeneratedFile($"{name}.g.cs", ModelEmitter.Emit(compiled, role => TensorNames.Find(spec, role)!)),
            compiled.Variants.Select(variant => new GeneratedFile($"{name}.{variant.Isa.Name}.g.cs", KernelFileEmitter.Emit(compiled, variant))).Concat(dumps).ToEquatableArray());
    }
}
