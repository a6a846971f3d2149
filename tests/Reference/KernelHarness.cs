using System.Reflection;
using System.Runtime.Loader;
using Etch.Generator.Emit;
using Etch.Generator.Isa;
using Etch.Generator.Kernels;
using Etch.Generator.Spec;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Etch.Reference;

/// <summary>Compiles one kernel for one instruction set, as a generated file would hold it, and gives the method.</summary>
internal static class KernelHarness
{
    public static MethodInfo Compile(Kernel kernel, InstructionSet isa)
    {
        SourceWriter writer = new();
        writer.Lines("using System; using System.Runtime.CompilerServices; using System.Runtime.Intrinsics; using System.Runtime.Intrinsics.Arm; using System.Runtime.Intrinsics.X86;");
        KernelFileEmitter.Aliases(writer, isa);
        writer.Open("public static class Kernels");
        new KernelEmitter(writer, isa).Emit(kernel);
        KernelFileEmitter.Folds(writer, isa);
        writer.Close();
        CSharpCompilation compilation = CSharpCompilation.Create(
            "Kernel" + Guid.NewGuid().ToString("N"),
            [CSharpSyntaxTree.ParseText(writer.ToString())],
            GeneratorRun.References,
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, optimizationLevel: OptimizationLevel.Release, allowUnsafe: true));
        using MemoryStream image = new();
        var result = compilation.Emit(image);
        if (!result.Success)
        {
            throw new InvalidOperationException(string.Join("\n", result.Diagnostics.Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error).Take(5)) + "\n" + writer);
        }

        image.Position = 0;
        return new AssemblyLoadContext(null).LoadFromStream(image).GetType("Kernels")!.GetMethod(kernel.Name)!;
    }
}
