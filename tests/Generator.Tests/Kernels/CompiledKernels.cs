using System.Reflection;
using System.Runtime.InteropServices;
using Etch.Generator.Emit;
using Etch.Generator.Isa;
using Etch.Generator.Kernels;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Etch.Generator.Tests.Kernels;

/// <summary>The kernels of a model for one instruction set as the generator prints them, compiled into this process.</summary>
internal sealed class CompiledKernels
{
    private readonly MethodInfo _run;
    private readonly bool _isSupported;

    public CompiledKernels(CompiledModel model, Variant variant)
    {
        string text = KernelFileEmitter.Emit(model, variant).Replace(" : IKernels", "", StringComparison.Ordinal);
        Type type = Compile(text, Trampolines(variant)).GetType("Trampolines")!;
        _run = type.GetMethod("Run")!;
        _isSupported = (bool)type.GetMethod("IsSupported")!.Invoke(null, null)!;
    }

    /// <summary>Whether this machine can run them.</summary>
    public bool IsSupported => _isSupported;

    /// <summary>Runs a kernel; a pointer or an index is its number, a float its bits.</summary>
    public void Run(string kernel, nint[] arguments) => _run.Invoke(null, [kernel, arguments]);

    private static string Trampolines(Variant variant)
    {
        SourceWriter writer = new();
        writer.Open($"partial class {variant.Graph.Name}");
        writer.Open("public static unsafe void Run(string kernel, nint[] a)");
        writer.Open("switch (kernel)");
        foreach (Kernel kernel in variant.Kernels.Kernels)
        {
            IEnumerable<string> arguments = kernel.Parameters.Select((parameter, index) =>
                parameter.Kind == Kind.Float ? $"System.BitConverter.Int32BitsToSingle((int)a[{index}])" : $"({KernelEmitter.Type(parameter.Kind)})a[{index}]");
            writer.Line($"case \"{kernel.Name}\": {variant.Isa.Name}Kernels.{kernel.Name}({string.Join(", ", arguments)}); break;");
        }

        writer.Line("default: throw new System.ArgumentException(kernel);");
        writer.Close();
        writer.Close();
        writer.Line($"public static bool IsSupported() => {variant.Isa.Name}Kernels.IsSupported;");
        writer.Close();
        writer.Open("public static class Trampolines");
        writer.Line($"public static void Run(string kernel, nint[] a) => {variant.Graph.Name}.Run(kernel, a);");
        writer.Line($"public static bool IsSupported() => {variant.Graph.Name}.IsSupported();");
        writer.Close();
        return writer.ToString();
    }

    private static Assembly Compile(params string[] texts)
    {
        string[] platform = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator);
        CSharpCompilation compilation = CSharpCompilation.Create(
            "Kernels" + Guid.NewGuid().ToString("N"),
            texts.Select(text => CSharpSyntaxTree.ParseText(text, new CSharpParseOptions(LanguageVersion.Latest))),
            platform.Where(path => Path.GetFileName(path).StartsWith("System.", StringComparison.Ordinal))
                .Select(path => MetadataReference.CreateFromFile(path)),
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, optimizationLevel: OptimizationLevel.Release, allowUnsafe: true));
        using MemoryStream stream = new();
        Microsoft.CodeAnalysis.Emit.EmitResult result = compilation.Emit(stream);
        Assert.True(result.Success, string.Join('\n', result.Diagnostics.Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error).Take(5)));
        return Assembly.Load(stream.ToArray());
    }
}
