using Microsoft.CodeAnalysis;

namespace Etch.Generator.Parsing;

/// <summary>What the generated half of a class has to be called.</summary>
internal static class ClassReader
{
    /// <summary>Spells a namespace so that it can be written down again: @ before keywords.</summary>
    private static readonly SymbolDisplayFormat s_written = SymbolDisplayFormat.FullyQualifiedFormat.WithGlobalNamespaceStyle(SymbolDisplayGlobalNamespaceStyle.Omitted);

    public static ClassSpec Read(INamedTypeSymbol symbol) => new(symbol.Name, Namespace(symbol, s_written), Modifiers(symbol), FileName(symbol));

    private static string Namespace(INamedTypeSymbol symbol, SymbolDisplayFormat? format) =>
        symbol.ContainingNamespace.IsGlobalNamespace ? "" : symbol.ContainingNamespace.ToDisplayString(format);

    private static string Modifiers(INamedTypeSymbol symbol) => symbol.DeclaredAccessibility == Accessibility.Public ? "public" : "internal";

    /// <summary>Outer classes and type parameters keep the files of equally named classes apart; so does a number where only capitals do.</summary>
    private static string FileName(INamedTypeSymbol symbol)
    {
        string name = symbol.MetadataName;
        for (INamedTypeSymbol? outer = symbol.ContainingType; outer is not null; outer = outer.ContainingType)
        {
            name = $"{outer.MetadataName}.{name}";
        }

        IEnumerable<INamedTypeSymbol> siblings = symbol.ContainingType?.GetTypeMembers() ?? symbol.ContainingNamespace.GetTypeMembers();
        List<string> alike = [.. siblings.Select(other => other.MetadataName).Where(other => string.Equals(other, symbol.MetadataName, StringComparison.OrdinalIgnoreCase)).OrderBy(other => other, StringComparer.Ordinal)];
        string number = alike.Count < 2 ? "" : $"_{alike.IndexOf(symbol.MetadataName)}";
        string space = Namespace(symbol, null);
        return new([.. ((space.Length == 0 ? "" : space + ".") + name + number).Select(letter => char.IsLetterOrDigit(letter) || letter is '.' or '_' ? letter : '_')]);
    }
}
