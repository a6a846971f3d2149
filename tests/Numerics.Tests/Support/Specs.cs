using Etch.Execution;
using Etch.Generator.Parsing;
using Etch.Generator.Spec;
using Etch.Reference;
using Etch.Weights;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Etch.Numerics.Tests.Support;

/// <summary>The specs of this suite's model classes, from their own text, and their parameters for who interprets graphs.</summary>
internal static class Specs
{
    private static readonly Lazy<Compilation> s_compilation = new(Compile);

    public static PartSpec Of(string className)
    {
        INamedTypeSymbol symbol = s_compilation.Value.GetTypeByMetadataName($"Etch.Numerics.Tests.Models.{className}")!;
        return DeclarationParser.Parse(symbol, null, CancellationToken.None).Spec!.Parts[0];
    }

    /// <summary>All parameters by role, as the loader's own expressions make them from a file.</summary>
    public static IReadOnlyDictionary<string, double[]> Parameters(ModelDeclaration declaration, string path)
    {
        using WeightSource source = WeightSource.Open(path);
        List<WeightRequest> requests =
        [
            .. declaration.Slots.SelectMany(slot => Enumerable.Range(0, slot.Entries)
                .Where(layer => slot.Layers is null || slot.Layers.Contains(layer))
                .SelectMany(layer => new SlotEntry(slot, layer, IsUsed: true).Requests)).Distinct(),
        ];
        return WeightBinding.Bind(source, requests).DistinctBy(weight => weight.Role).ToDictionary(weight => weight.Role, Read);
    }

    private static double[] Read(BoundWeight weight)
    {
        float[] elements = new float[weight.Shape.Aggregate(1L, (product, extent) => product * extent)];
        weight.Read(new long[weight.Shape.Length], weight.Shape, elements);
        return [.. elements.Select(element => (double)element)];
    }

    private static Compilation Compile()
    {
        IEnumerable<string> texts = Directory.GetFiles(Path.Combine(AppContext.BaseDirectory, "Sources"), "*.cs").Select(File.ReadAllText);
        return CSharpCompilation.Create("Models", texts.Prepend("global using Etch;").Select(text => CSharpSyntaxTree.ParseText(text)), GeneratorRun.References);
    }
}
