using Etch.Generator.Parsing;
using Etch.Generator.Spec;

namespace Etch.Generator.Diagnostics;

/// <summary>The brackets in the order of computing; those of a Repeat once for each kind of layer.</summary>
internal sealed class StackValidator
{
    private const int MostLayers = 4096;

    private readonly Walk _walk;
    private readonly PartSpec _part;

    public StackValidator(PartSpec part, List<Finding> findings) => (_part, _walk) = (part, new Walk(part, findings));

    public void Check()
    {
        bool hasBefore = false;
        for (int index = 0; index < _part.Sections.Count; index++)
        {
            (SectionSpec section, bool isInput) = (_part.Sections[index], index == 0);
            if (section.Repeat is { } repeat)
            {
                Repeat(section, repeat);
            }
            else
            {
                new BracketValidator(_walk, section.Brackets[0], 'a', isInput) { HasBefore = hasBefore }.Check();
                _walk.Bracket++;
            }

            hasBefore = !isInput && section.Repeat is null;
        }
    }

    private void Repeat(SectionSpec section, RepeatSpec repeat)
    {
        (_walk.Word, _walk.IsInRepeat) = (0, true);
        StreamShape before = _walk.Stream;
        int start = _walk.Bracket;
        string letters = Letters(section, repeat);
        foreach (char letter in letters.Distinct().ToList())
        {
            _walk.Bracket = start + 1;
            (_walk.Stream, _walk.Before) = (before, before);
            Layer(section, letter, letters);
            Closes(section, before);
        }

        _walk.Bracket = start + section.Brackets.Count + 2;
        (_walk.Stream, _walk.IsInRepeat) = (before, false);
    }

    /// <summary>The letters of the layers; of a Repeat that has none, one that stands for all.</summary>
    private string Letters(SectionSpec section, RepeatSpec repeat)
    {
        if (repeat.Count is < 1 or > MostLayers)
        {
            _walk.Say(Rules.NotPositive, $"Repeat({repeat.Count}) is no number of layers; write 1 to {MostLayers}.");
        }

        if (repeat.In.Length > 0)
        {
            _walk.Say(Rules.UnknownLetter, "In names layers of a Repeat; the Repeat itself has all of them.");
        }

        if (section.Brackets.Count == 0)
        {
            _walk.Say(Rules.ResidualOfNothing, "This Repeat has no bracket; write the brackets of a layer between it and [End].");
        }

        string? letters = LayerPattern.Letters(repeat.Pattern, Math.Max(1, Math.Min(repeat.Count, MostLayers)));
        if (letters is null)
        {
            _walk.Say(Rules.BadPattern, $"'{repeat.Pattern}' is no pattern; write small letters, as in \"sf\" or \"f(llg)\".");
        }

        return letters ?? "a";
    }

    private void Layer(SectionSpec section, char letter, string letters)
    {
        for (int index = 0; index < section.Brackets.Count; index++)
        {
            KnowsLetters(section.Brackets[index], letters);
            new BracketValidator(_walk, section.Brackets[index], letter, isInput: false) { HasBefore = index > 0 }.Check();
            _walk.Bracket++;
        }
    }

    private void KnowsLetters(BracketSpec bracket, string letters)
    {
        for (_walk.Word = 0; _walk.Word < bracket.Words.Count; _walk.Word++)
        {
            foreach (char letter in bracket.Words[_walk.Word].In.Where(letter => letters.IndexOf(letter) < 0))
            {
                _walk.Say(Rules.UnknownLetter, $"No layer has the letter '{letter}'; the pattern gives the letters {string.Join(", ", letters.Distinct())}.");
            }
        }
    }

    /// <summary>The next layer reads what this one leaves.</summary>
    private void Closes(SectionSpec section, StreamShape before)
    {
        if (_walk.Stream.Width == before.Width)
        {
            return;
        }

        _walk.Bracket--;
        _walk.Word = section.Brackets[section.Brackets.Count - 1].Words.Count - 1;
        _walk.Say(Rules.WidthsDiffer, $"A layer takes rows of {before.Width} and leaves rows of {_walk.Stream.Width}; its last word must leave {before.Width}.");
    }
}
