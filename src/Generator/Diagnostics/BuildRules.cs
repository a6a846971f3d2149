using Etch.Generator.Parsing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Etch.Generator.Diagnostics;

/// <summary>What the project's own settings do to a model.</summary>
internal static class BuildRules
{
    private const LanguageVersion Oldest = LanguageVersion.CSharp12;
    private const int OldestFramework = 10;

    /// <summary>What makes it useless to look any further: there is no runtime for the generated code.</summary>
    public static Finding? Framework(Compilation compilation, string name)
    {
        AssemblyIdentity framework = compilation.GetSpecialType(SpecialType.System_Object).ContainingAssembly.Identity;
        return framework.Version.Major >= OldestFramework ? null : At(Rules.OldFramework,
            $"The model '{name}' needs .NET {OldestFramework}, and the project is built for {framework.Name} {framework.Version.ToString(2)}; write <TargetFramework>net{OldestFramework}.0</TargetFramework>.");
    }

    public static IEnumerable<Finding> Check(Compilation compilation, AnalyzerConfigOptions properties, string name)
    {
        if (compilation is CSharpCompilation { LanguageVersion: < Oldest } old)
        {
            yield return At(Rules.OldLanguage,
                $"The code of '{name}' is C# {Oldest.ToDisplayString()}, and the project says {old.LanguageVersion.ToDisplayString()}; remove <LangVersion>, or write {Oldest.ToDisplayString()}.");
        }

        if (compilation.Options is CSharpCompilationOptions { AllowUnsafe: false })
        {
            yield return At(Rules.UnsafeCode, $"The kernels of '{name}' work on memory of their own, so write <AllowUnsafeBlocks>true</AllowUnsafeBlocks> in the project.");
        }

        if (IsAotWithoutInstructionSet(properties))
        {
            yield return At(Rules.AotInstructionSet,
                $"A NativeAOT binary has no vectors of 256 bits unless it is told, and '{name}' runs many times slower without; write <IlcInstructionSet>x86-64-v3</IlcInstructionSet> in the project.");
        }

        if (compilation.Options.OptimizationLevel == OptimizationLevel.Debug)
        {
            yield return At(Rules.DebugBuild, $"Without optimisation '{name}' runs many times slower, so write <Optimize>true</Optimize> in the project, or build with -c Release.");
        }
    }

    /// <summary>Arm64 has one set of instructions that every machine has; x64 has what the oldest machine had.</summary>
    private static bool IsAotWithoutInstructionSet(AnalyzerConfigOptions properties) =>
        string.Equals(Property(properties, KnownNames.PublishAot), "true", StringComparison.OrdinalIgnoreCase)
        && Property(properties, KnownNames.RuntimeIdentifier).EndsWith("-x64", StringComparison.Ordinal)
        && Property(properties, KnownNames.IlcInstructionSet).Length == 0;

    private static string Property(AnalyzerConfigOptions properties, string name) => properties.TryGetValue(name, out string? value) ? value : "";

    /// <summary>A setting is no word of the class; the word that makes it a model stands for all of them.</summary>
    private static Finding At(string rule, string message) => new(rule, message, Finding.AtTransformer);
}
