using Etch.Generator.Parsing;
using Etch.Generator.Spec;

namespace Etch.Generator.Diagnostics;

/// <summary>One walk over the brackets in the order of computing: the width of the stream, and whether each word may stand where it does.</summary>
internal sealed class BracketValidator(PartSpec part, List<Finding> findings)
{
    private readonly OutputNames _outputs = new();
    private readonly StreamRows _rows = new();
    private int _bracket;
    private int _word;
    private int _width = part.Width;
    private int _previousWidth = part.Width;
    private bool _ended;
    private bool _inRepeat;

    public void Check()
    {
        bool hasBefore = false;
        for (int index = 0; index < part.Sections.Count; index++)
        {
            SectionSpec section = part.Sections[index];
            bool isInput = index == 0;
            if (section.Repeat is { } repeat)
            {
                Repeat(section, repeat);
            }
            else
            {
                Bracket(section.Brackets[0], 'a', isInput, isFirstOfAll: !hasBefore);
                _bracket++;
            }

            hasBefore = !isInput && section.Repeat is null;
        }
    }

    private void Repeat(SectionSpec section, RepeatSpec repeat)
    {
        (_word, _inRepeat) = (0, true);
        int before = _width, start = _bracket;
        if (repeat.Count is < 1 or > 4096)
        {
            Say(Rules.NotPositive, $"Repeat({repeat.Count}) is no number of layers; write 1 to 4096.");
        }

        string? letters = LayerPattern.Letters(repeat.Pattern, Math.Max(1, Math.Min(repeat.Count, 4096)));
        if (letters is null)
        {
            Say(Rules.BadPattern, $"'{repeat.Pattern}' is no pattern; write small letters, as in \"sf\" or \"f(llg)\".");
            letters = "a";
        }

        if (section.Brackets.Count == 0)
        {
            Say(Rules.ResidualOfNothing, "This Repeat has no bracket; write the brackets of a layer between it and [End].");
        }

        foreach (char letter in letters.Distinct().ToList())
        {
            (_bracket, _width, _previousWidth) = (start + 1, before, before);
            for (int index = 0; index < section.Brackets.Count; index++)
            {
                Letters(section.Brackets[index], letters);
                Bracket(section.Brackets[index], letter, isInput: false, isFirstOfAll: index == 0);
                _bracket++;
            }

            if (_width != before)
            {
                _bracket--;
                _word = section.Brackets[section.Brackets.Count - 1].Words.Count - 1;
                Say(Rules.WidthsDiffer, $"A layer takes rows of {before} and leaves rows of {_width}; its last word must leave {before}.");
            }
        }

        (_bracket, _width, _inRepeat) = (start + section.Brackets.Count + 2, before, false);
    }

    private void Letters(BracketSpec bracket, string letters)
    {
        for (_word = 0; _word < bracket.Words.Count; _word++)
        {
            foreach (char letter in bracket.Words[_word].In.Where(letter => letters.IndexOf(letter) < 0))
            {
                Say(Rules.UnknownLetter, $"No layer has the letter '{letter}'; the pattern gives the letters {string.Join(", ", letters.Distinct())}.");
            }
        }
    }

    private void Bracket(BracketSpec bracket, char letter, bool isInput, bool isFirstOfAll)
    {
        int before = _width, beforeThat = _previousWidth, read = before, branch = -1, parallel = -1;
        bool made = false, residual = false, modifiable = false;
        _previousWidth = before;
        _rows.Begin(bracket);
        WordSpec? previous = null;
        for (_word = 0; _word < bracket.Words.Count; _word++)
        {
            WordSpec word = bracket.Words[_word];
            if (!_inRepeat && word.In.Length > 0)
            {
                Say(Rules.UnknownLetter, "In names layers of a Repeat with a pattern; this bracket stands outside.");
            }

            if (!word.IsIn(letter))
            {
                continue;
            }

            if (_ended && word is not (ActivateSpec or NormalizeSpec or PoolSpec or OutputSpec))
            {
                Say(Rules.OutOfPlace, $"Nothing but Activate, Normalize and Pool may follow a head; move {SpecPrinter.Name(word)} before it.");
                return;
            }

            WordNumbers.Check(word, Say);
            switch (word)
            {
                case WordSpec when _rows.Problem(word, _word == 0, isInput) is { } problem:
                    Say(Rules.OutOfPlace, problem);
                    break;
                case HeadSpec or OutputSpec when _inRepeat:
                    Say(Rules.OutOfPlace, $"{SpecPrinter.Name(word)} belongs behind the layers; move it after the stack's [End].");
                    break;
                case InputSpec when !isInput:
                    Say(Rules.OutOfPlace, $"{SpecPrinter.Name(word)} belongs to the input; write it in the first bracket.");
                    break;
                case TokensSpec when _word > 0:
                    Say(Rules.OutOfPlace, "Tokens begins the input; write it once, as the first word.");
                    break;
                case ModifierSpec modifier:
                    Modifier(modifier, previous, modifiable);
                    break;
                case ParallelSpec when _word == 0 ? isFirstOfAll : !made:
                    Say(Rules.ParallelOfNothing, "Parallel needs something before it to stand beside: an operator in its bracket, or a bracket before its own.");
                    break;
                case ParallelSpec or ResidualSpec or HeadSpec when parallel >= 0:
                    SayAt(parallel, Rules.ParallelOfNothing, "Parallel needs an operator after it, whose result is added to the one before.");
                    return;
                case ParallelSpec:
                    (parallel, branch, _width) = _word == 0 ? (_word, -1, beforeThat) : (_word, _width, read);
                    break;
                case ResidualSpec when residual:
                    Say(Rules.ResidualTwice, "A bracket has one Residual; begin a new bracket for the second.");
                    break;
                case ResidualSpec when !made:
                    Say(Rules.ResidualOfNothing, "Residual adds what the words before it made to the stream, and there is nothing before it.");
                    break;
                case ResidualSpec when _width != before:
                    Say(Rules.WidthsDiffer, $"Residual adds rows of {_width} to a stream of {before}; the words before it must leave {before}.");
                    _width = before;
                    break;
                case OperatorSpec:
                    read = _width;
                    _rows.Read();
                    WordShape(word, bracket, letter);
                    Beside(branch);
                    (branch, parallel) = (-1, -1);
                    break;
                default:
                    WordShape(word, bracket, letter);
                    break;
            }

            residual |= word is ResidualSpec;
            made |= word is not (ParallelSpec or ModifierSpec or OutputSpec);
            modifiable = word is AttentionSpec || (word is ModifierSpec && modifiable);
            previous = word;
        }

        if (parallel >= 0)
        {
            SayAt(parallel, Rules.ParallelOfNothing, "Parallel needs an operator after it, whose result is added to the one before.");
        }
    }

    /// <summary>Two results that are added are equally wide.</summary>
    private void Beside(int branch)
    {
        if (branch >= 0 && branch != _width)
        {
            Say(Rules.WidthsDiffer, $"Parallel adds rows of {_width} to rows of {branch}; both must be equally wide.");
            _width = branch;
        }
    }

    private void Modifier(ModifierSpec modifier, WordSpec? previous, bool modifiable)
    {
        if (!modifiable)
        {
            Say(Rules.ModifierWithoutOperator, $"{SpecPrinter.Name(modifier)} changes an attention; write it after Attention, with no other word between.");
        }
        else if (modifier is RotaryScalingSpec && previous is not RotarySpec)
        {
            Say(Rules.ModifierWithoutOperator, $"{SpecPrinter.Name(modifier)} scales a rotation; write it after Rotary.");
        }
        else if (modifier is AlibiSpec { Form: AlibiForm.Falcon })
        {
            Say(Rules.NotYet, "AlibiForm.Falcon is not built yet; use Press or Mpt.");
        }
    }

    private void WordShape(WordSpec word, BracketSpec bracket, char letter)
    {
        switch (word)
        {
            case TokensSpec tokens:
                _width = tokens.Width == 0 ? part.Width : tokens.Width;
                break;
            case AttentionSpec attention:
                AttentionShape.Check(attention, bracket, letter, _word, _width, part.Context, SayAt);
                _width = attention.Projections ? part.Width : _width;
                break;
            case ProjectSpec project:
                _width = project.Width;
                break;
            case ActivateSpec { Activation: Activation.Glu }:
                Say(Rules.NotYet, "Activation.Glu is not built yet; use a gated FeedForward.");
                break;
            case PoolSpec pool:
                Pool(pool);
                break;
            case LanguageModelHeadSpec head:
                Head(head);
                break;
            case ClassifierSpec classifier:
                (_width, _ended) = (classifier.Labels, true);
                break;
            case SpanHeadSpec:
                (_width, _ended) = (2, true);
                break;
            case OutputSpec output:
                if (_outputs.Problem(output.Name) is { } problem)
                {
                    Say(Rules.OutputName, problem);
                }

                break;
        }
    }

    private void Pool(PoolSpec pool)
    {
        if (_rows.ArePooled)
        {
            Say(Rules.OutOfPlace, "Pool makes one row of a sequence; write it once, after the stack.");
        }

        if (pool.Kind is Pooling.Additive or Pooling.EndOfText || pool.From != 0 || pool.Count != 0)
        {
            Say(Rules.NotYet, $"Pool({pool.Kind}) with these arguments is not built yet; use First, Last, Mean, MeanSqrt, Weighted or Max of all rows.");
        }

        if (_ended)
        {
            Say(Rules.NotYet, "A Pool after a head is not built yet; pool before it.");
        }

        _rows.Pool();
    }

    private void Head(LanguageModelHeadSpec head)
    {
        int table = part.Words.OfType<TokensSpec>().Select(tokens => tokens.Width == 0 ? part.Width : tokens.Width).FirstOrDefault();
        if (_rows.ArePooled)
        {
            Say(Rules.OutOfPlace, "LanguageModelHead answers for rows; write it after the stack, without a Pool before it.");
        }
        else if (head.Tied && table != _width)
        {
            Say(Rules.TiedWidth, $"A tied head reads rows of {table}, the width of the token table, but the stream is {_width} wide; project it first.");
        }

        _ended = true;
    }

    private void Say(string rule, string message) => SayAt(_word, rule, message);

    private void SayAt(int word, string rule, string message)
    {
        Finding finding = new(rule, message, _bracket, word);
        if (!findings.Contains(finding))
        {
            findings.Add(finding);
        }
    }
}
