using System.Globalization;

#if ETCH_GENERATOR
namespace Etch.Generator.Weights;
#else
namespace Etch.Weights;
#endif

/// <summary>A whole number of an expression: <c>3</c>, or the number of a place: <c>{layer}</c>, <c>{layer + 1}</c>.</summary>
/// <param name="Word">The word of the place, or null for a plain number.</param>
/// <param name="Offset">The number itself, or what is added to the place's.</param>
internal sealed record Position(string? Word, long Offset)
{
    /// <summary>The words that a placeholder may hold.</summary>
    public static readonly string[] Words = ["layer", "repeat", "step", "head", "expert"];

    public static readonly Position Zero = new(null, 0);

    public bool IsNumber => Word is null;

    /// <summary>The number in a place, or the placeholder itself where the place does not say.</summary>
    public Position In(Place place) =>
        Word is not null && place.NumberOf(Word) is { } number ? new Position(null, number + Offset) : this;

    public string Print() =>
        Word is null ? Offset.ToString(CultureInfo.InvariantCulture)
        : Offset == 0 ? "{" + Word + "}"
        : "{" + Word + " + " + Offset.ToString(CultureInfo.InvariantCulture) + "}";
}

/// <summary>Where in a model a weight stands: what the placeholders of its expression mean there. What is null stays a placeholder.</summary>
internal sealed record Place(int? Layer = null, int? Repeat = null, int? Step = null, int? Head = null, int? Expert = null)
{
    public int? NumberOf(string word) => word switch
    {
        "layer" => Layer,
        "repeat" => Repeat,
        "step" => Step,
        "head" => Head,
        "expert" => Expert,
        _ => null,
    };
}
