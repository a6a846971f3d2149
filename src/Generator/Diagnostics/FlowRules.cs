using Etch.Generator.Spec;

namespace Etch.Generator.Diagnostics;

/// <summary>Residual and Parallel in one bracket: what they add is there, once, and of one shape.</summary>
internal sealed class FlowRules
{
    private readonly Walk _walk;
    private readonly StreamShape _entered;
    private readonly StreamShape _before;
    private StreamShape _read;
    private StreamShape? _branch;
    private int _parallel = -1;
    private bool _made;
    private bool _residual;
    private bool _standsBeside;
    private bool _hasOperator;

    /// <summary>A bracket begins.</summary>
    public FlowRules(Walk walk)
    {
        (_walk, _before, _entered, _read) = (walk, walk.Before, walk.Stream, walk.Stream);
        walk.Before = walk.Stream;
    }

    /// <summary>The input makes the stream; there is none before it.</summary>
    public bool IsInput { get; init; }

    /// <summary>An operator begins; a Parallel after it reads the same.</summary>
    public void Read() => (_read, _hasOperator) = (_walk.Stream, true);

    /// <summary>Two results that are added have one shape.</summary>
    public void Beside()
    {
        _parallel = -1;
        if (_branch is { } branch && branch != _walk.Stream)
        {
            _walk.Say(Rules.WidthsDiffer, branch.IsPooled == _walk.Stream.IsPooled
                ? $"Parallel adds rows of {_walk.Stream.Width} to rows of {branch.Width}; both must be equally wide."
                : "Parallel adds one row of a sequence to all its rows; write Pool in a bracket of its own.");
            _walk.Stream = branch;
        }

        _branch = null;
    }

    public void Parallel(bool hasBefore)
    {
        if (_walk.Word == 0 ? !hasBefore : IsInput ? !_hasOperator : !_made)
        {
            _walk.Say(Rules.ParallelOfNothing, "Parallel needs something before it to stand beside: an operator in its bracket, or a bracket before its own.");
            return;
        }

        Close();
        _parallel = _walk.Word;
        _standsBeside = _walk.Word == 0;
        (_branch, _walk.Stream) = _walk.Word == 0 ? (null, _before) : (_walk.Stream, _read);
    }

    public void Residual()
    {
        Close();
        if (IsInput)
        {
            _walk.Say(Rules.ResidualOfNothing, "The input makes the stream, and there is none before it to add to; write Residual in a bracket after it.");
        }
        else if (_residual)
        {
            _walk.Say(Rules.ResidualTwice, "A bracket has one Residual; begin a new bracket for the second.");
        }
        else if (!_made)
        {
            _walk.Say(Rules.ResidualOfNothing, "Residual adds what the words before it made to the stream, and there is nothing before it.");
        }
        else if (_walk.Stream != _entered)
        {
            _walk.Say(Rules.WidthsDiffer, _walk.Stream.IsPooled == _entered.IsPooled
                ? $"Residual adds rows of {_walk.Stream.Width} to a stream of {_entered.Width}; the words before it must leave {_entered.Width}."
                : "Residual adds one row of a sequence to all its rows; write Pool in a bracket of its own.");
        }

        _walk.Stream = IsInput ? _walk.Stream : _entered;
    }

    /// <summary>No Parallel stays without what it adds.</summary>
    public void Close()
    {
        if (_parallel >= 0)
        {
            _walk.SayAt(_parallel, Rules.ParallelOfNothing, "Parallel needs an operator after it, whose result is added to the one before.");
            (_parallel, _branch) = (-1, null);
        }
    }

    /// <summary>The bracket ends; one that stands beside another without a Residual is added to what that one left.</summary>
    public void End()
    {
        Close();
        if (_standsBeside && !_residual && _walk.Stream != _entered)
        {
            _walk.SayAt(_walk.Word - 1, Rules.WidthsDiffer, _walk.Stream.IsPooled == _entered.IsPooled
                ? $"Parallel adds rows of {_walk.Stream.Width} to a stream of {_entered.Width}; the words after it must leave {_entered.Width}."
                : "Parallel adds all rows of a sequence to the one that a Pool left; stand it beside a bracket before the Pool.");
            _walk.Stream = _entered;
        }
    }

    /// <summary>A word was read.</summary>
    public void Follow(WordSpec word)
    {
        _residual |= word is ResidualSpec;
        _made |= word is not (ParallelSpec or ModifierSpec or OutputSpec);
    }
}
