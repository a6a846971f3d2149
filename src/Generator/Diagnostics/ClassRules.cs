using Etch.Generator.Parsing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Etch.Generator.Diagnostics;

/// <summary>The kinds of classes that can have a generated half.</summary>
internal static class ClassRules
{
    /// <summary>Types and members that every model has; a class cannot be called like one of its members.</summary>
    private static readonly HashSet<string> s_members = new(StringComparer.Ordinal)
    {
        "Session", "Load", "Save", "Plan", "Describe", "Mermaid", "InstructionSet", "Unused", "WeightBytes", "CreateSession", "Dispose", "Declaration", "Weights", "Bind", "Broken", "IKernels",
        "Forward", "Layer", "Rows", "_data",
    };

    public static void Check(INamedTypeSymbol symbol, List<Finding> findings, CancellationToken cancellation)
    {
        List<TypeDeclarationSyntax> parts = [.. symbol.DeclaringSyntaxReferences.Select(reference => reference.GetSyntax(cancellation)).OfType<TypeDeclarationSyntax>()];
        if (parts.Any(part => !part.Modifiers.Any(SyntaxKind.PartialKeyword)))
        {
            findings.Add(new Finding(Rules.NotPartial, $"'{symbol.Name}' is a model, so write 'partial class {symbol.Name}': the generated half of it needs that."));
        }

        if (Problem(symbol, parts) is { } problem)
        {
            findings.Add(new Finding(Rules.ClassKind, problem));
        }
    }

    private static string? Problem(INamedTypeSymbol symbol, List<TypeDeclarationSyntax> parts)
    {
        if (symbol.IsGenericType || symbol.ContainingType is not null || symbol.IsStatic || symbol.IsAbstract || symbol.IsRecord || symbol.IsFileLocal)
        {
            return $"'{symbol.Name}' cannot be a model: use a class of its own that is not nested, generic, static, abstract, a record or local to its file.";
        }

        if (parts.Any(part => part.ParameterList is not null))
        {
            return $"'{symbol.Name}' cannot be a model with parameters of its own; models are made by Load, so remove them.";
        }

        return s_members.Contains(symbol.Name) || IsLayer(symbol.Name) || SyntaxFacts.GetKeywordKind(symbol.Name) != SyntaxKind.None
            ? $"'{symbol.Name}' is the name of a member that every model has, or a keyword; give the class another one."
            : null;
    }

    /// <summary>Each kind of layer is a function, named by its letter.</summary>
    private static bool IsLayer(string name) => name.Length == "LayerA".Length && name.StartsWith("Layer", StringComparison.Ordinal) && name[name.Length - 1] is >= 'A' and <= 'Z';
}
