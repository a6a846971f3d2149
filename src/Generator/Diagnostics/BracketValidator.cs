using Etch.Generator.Spec;

namespace Etch.Generator.Diagnostics;

/// <summary>One bracket in one kind of layer: whether each word may stand where it does, and what it leaves of the stream.</summary>
internal sealed class BracketValidator
{
    private readonly Walk _walk;
    private readonly BracketSpec _bracket;
    private readonly char _letter;
    private readonly bool _isInput;
    private readonly FlowRules _flow;
    private readonly ModifierRules _modifiers;

    public BracketValidator(Walk walk, BracketSpec bracket, char letter, bool isInput)
    {
        (_walk, _bracket, _letter, _isInput) = (walk, bracket, letter, isInput);
        _flow = new FlowRules(walk) { IsInput = isInput };
        _modifiers = new ModifierRules(walk);
    }

    /// <summary>Whether a bracket stands before this one in the same layer.</summary>
    public bool HasBefore { get; init; }

    public void Check()
    {
        for (_walk.Word = 0; _walk.Word < _bracket.Words.Count; _walk.Word++)
        {
            WordSpec word = _bracket.Words[_walk.Word];
            HasLayers(word);
            if (word.IsIn(_letter))
            {
                if (_walk.HasHead && word is not (ActivateSpec or NormalizeSpec or PoolSpec or OutputSpec))
                {
                    _walk.Say(Rules.OutOfPlace, $"Nothing but Activate, Normalize and Pool may follow a head; move {SpecPrinter.Name(word)} before it.");
                    return;
                }

                WordNumbers.Check(word, _walk.Say);
                Check(word);
            }
        }

        _flow.End();
    }

    private void HasLayers(WordSpec word)
    {
        if (!_walk.IsInRepeat && word.In.Length > 0)
        {
            _walk.Say(Rules.UnknownLetter, "In names layers of a Repeat with a pattern; this bracket stands outside.");
        }
    }

    private void Check(WordSpec word)
    {
        if (HasPlace(word))
        {
            Act(word);
        }

        _modifiers.Follow(word);
        _flow.Follow(word);
    }

    private void Act(WordSpec word)
    {
        switch (word)
        {
            case ModifierSpec modifier:
                _modifiers.Check(modifier);
                break;
            case ParallelSpec:
                _flow.Parallel(HasBefore);
                break;
            case ResidualSpec:
                _flow.Residual();
                break;
            case OperatorSpec operation:
                _flow.Read();
                _walk.Stream = _walk.Stream with { Width = OperatorRules.Width(operation, _bracket, _letter, _walk) };
                _flow.Beside();
                break;
            case HeadSpec head:
                _flow.Close();
                HeadRules.Check(head, _walk);
                break;
            default:
                Plain(word);
                break;
        }
    }

    /// <summary>In the bracket of a LanguageModelHead only the rows flow that were asked for.</summary>
    private bool HasWantedRows => _bracket.Words.Any(word => word is LanguageModelHeadSpec);

    /// <summary>Words that have one place wherever they are read, or need rows that are not there.</summary>
    private bool HasPlace(WordSpec word)
    {
        string? problem = word switch
        {
            HeadSpec or OutputSpec when _walk.IsInRepeat => $"{SpecPrinter.Name(word)} belongs behind the layers; move it after the stack's [End].",
            InputSpec when !_isInput => $"{SpecPrinter.Name(word)} belongs to the input; write it in the first bracket.",
            TokensSpec when _walk.Word > 0 => "Tokens begins the input; write it once, as the first word.",
            LanguageModelHeadSpec when _isInput => "LanguageModelHead answers from a stream that is there; write it in a bracket after the input.",
            InputSpec when _walk.Stream.IsPooled => $"{SpecPrinter.Name(word)} needs the rows of all tokens, and a Pool has left one; write it before the Pool.",
            AttentionSpec when HasWantedRows => "Attention needs the rows of all tokens, and LanguageModelHead takes those that are asked for; give the head a bracket of its own.",
            ParallelSpec when _walk.Word == 0 && HasWantedRows =>
                "Parallel adds rows of all tokens, and LanguageModelHead takes those that are asked for; give the head a bracket of its own.",
            _ => null,
        };
        if (problem is not null)
        {
            _walk.Say(Rules.OutOfPlace, problem);
        }

        return problem is null;
    }

    private void Plain(WordSpec word)
    {
        switch (word)
        {
            case TokensSpec { Width: > 0 } tokens:
                _walk.Stream = _walk.Stream with { Width = tokens.Width };
                break;
            case InputSpec when _bracket.Words.Take(_walk.Word).Any(other => other.GetType() == word.GetType()):
                _walk.Say(Rules.WordTwice, $"{SpecPrinter.Name(word)} stands twice; a model has one such table, so remove one of them.");
                break;
            case ActivateSpec { Activation: Activation.Glu }:
                _walk.Say(Rules.NotYet, "Activation.Glu is not built yet; use a gated FeedForward.");
                break;
            case OutputSpec output when _walk.Outputs.Problem(output.Name) is { } problem:
                _walk.Say(Rules.OutputName, problem);
                break;
        }
    }
}
