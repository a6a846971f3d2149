using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Etch.Generator.Tests.Support;

/// <summary>A framework of another version: its name, its number, and the few types that a class with attributes needs.</summary>
internal static class OldFramework
{
    private const string Types = """
        namespace System
        {
            public class Object; public abstract class ValueType; public abstract class Enum : ValueType; public class Attribute; public sealed class String;
            public struct Void; public struct Boolean; public struct Int32; public struct Single; public class Exception;
        }
        """;

    public static ImmutableArray<MetadataReference> Of(int major)
    {
        CSharpCompilation framework = CSharpCompilation.Create(
            "System.Runtime",
            [CSharpSyntaxTree.ParseText(Types), CSharpSyntaxTree.ParseText($"[assembly: System.Reflection.AssemblyVersion(\"{major}.0.0.0\")] namespace System.Reflection {{ class AssemblyVersionAttribute(string version) : Attribute; }}")],
            options: new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary));
        return [framework.ToMetadataReference(), MetadataReference.CreateFromFile(typeof(ILanguageModel).Assembly.Location)];
    }
}
