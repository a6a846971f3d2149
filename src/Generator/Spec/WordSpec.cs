namespace Etch.Generator.Spec;

/// <summary>One word of a bracket. The record's constructor is the word's argument list: reader, printer and docs follow it.</summary>
internal abstract record WordSpec
{
    /// <summary>The letters of the pattern whose layers have this word; empty: all.</summary>
    public string In { get; init; } = "";

    /// <summary>Whether a layer with this letter has the word.</summary>
    public bool IsIn(char letter) => In.Length == 0 || In.IndexOf(letter) >= 0;
}

/// <summary>Names a word and says how many of its arguments are positional (the attribute's constructor parameters).</summary>
[AttributeUsage(AttributeTargets.Class)]
internal sealed class WordAttribute(string name, int positional = 0) : Attribute
{
    public string Name { get; } = name;

    public int Positional { get; } = positional;
}

/// <summary>A word that begins an input: what a call hands in.</summary>
internal abstract record InputSpec : WordSpec;

/// <summary>A word that reads the stream and makes something of its own width.</summary>
internal abstract record OperatorSpec : WordSpec;

/// <summary>A word that follows an operator and changes how it computes.</summary>
internal abstract record ModifierSpec : WordSpec;

/// <summary>A word that turns the stream into an answer.</summary>
internal abstract record HeadSpec : WordSpec;

/// <summary>A normalisation of the rows of the stream.</summary>
internal abstract record NormWordSpec : WordSpec;
