using Microsoft.CodeAnalysis;

namespace Etch.Generator.Parsing;

/// <summary>The places of the words, kept by the analyzer and dropped by the generator.</summary>
internal sealed class Places
{
    private readonly List<List<Location>> _brackets = [];
    private readonly List<Location> _tensors = [];

    public Location Class { get; set; } = Location.None;

    public Location Transformer { get; set; } = Location.None;

    public Location Checkpoint { get; set; } = Location.None;

    public void AddBracket() => _brackets.Add([]);

    public void AddWord(Location location) => _brackets[_brackets.Count - 1].Add(location);

    public void AddTensor(Location location) => _tensors.Add(location);

    public Location Of(Finding finding) => finding.Bracket switch
    {
        Finding.AtTransformer => Transformer,
        Finding.AtCheckpoint => Checkpoint,
        Finding.AtTensor => At(_tensors, finding.Word),
        >= 0 when finding.Bracket < _brackets.Count => At(_brackets[finding.Bracket], finding.Word),
        _ => Class,
    };

    private Location At(List<Location> places, int index) => index < places.Count ? places[index] : Class;
}
