using Etch.Generator.Spec;

namespace Etch.Generator.Tests.Robustness;

/// <summary>A declaration as the texts of its words, which may be dropped, doubled, swapped and falsified one by one.</summary>
internal sealed class DeclarationText
{
    /// <summary>A declaration of a spec that is valid.</summary>
    public DeclarationText(ModelSpec spec)
    {
        Name = spec.Name;
        Brackets.Add([SpecPrinter.Brackets(spec).First()[1..^1]]);
        foreach (SectionSpec section in spec.Parts[0].Sections)
        {
            Brackets.AddRange(section.Repeat is { } repeat ? [[SpecPrinter.Word(repeat)]] : Array.Empty<List<string>>());
            Brackets.AddRange(section.Brackets.Select(bracket => bracket.Words.Select(SpecPrinter.Word).ToList()));
            Brackets.AddRange(section.Repeat is null ? Array.Empty<List<string>>() : [["End"]]);
        }
    }

    public string Name { get; }

    /// <summary>The class line's modifiers.</summary>
    public string Modifiers { get; set; } = "internal sealed partial";

    /// <summary>The first is that of the class.</summary>
    public List<List<string>> Brackets { get; } = [];

    public override string ToString() =>
        string.Concat(Brackets.Where(bracket => bracket.Count > 0).Select(bracket => $"[{string.Join(", ", bracket)}]\n")) + $"{Modifiers} class {Name};\n";
}

/// <summary>Where a word stands.</summary>
internal sealed record WordPlace(List<string> Bracket, int Number, int At)
{
    public string Text => Bracket[At];

    public string Name => NameOf(Text);

    /// <summary>The name of the word that many places on, empty beyond the bracket.</summary>
    public string Next(int by) => At + by >= 0 && At + by < Bracket.Count ? NameOf(Bracket[At + by]) : "";

    private static string NameOf(string word) => word.Split('(')[0];
}
