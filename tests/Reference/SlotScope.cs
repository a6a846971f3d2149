using Etch.Generator.Kernels;

namespace Etch.Reference;

/// <summary>Slots by name, as a stack: a block gives back what it took, a statement its temporaries.</summary>
internal sealed class SlotScope(int reserved)
{
    private readonly Dictionary<string, int> _names = [];
    private int _next = reserved;

    /// <summary>The slots that a frame needs.</summary>
    public int Most { get; private set; } = reserved;

    public int this[Variable variable] => _names.TryGetValue(variable.Name, out int slot)
        ? slot
        : throw new InvalidOperationException($"{variable.Name} is read before it is declared.");

    public int Declare(Variable variable)
    {
        int slot = Temporary();
        _names[variable.Name] = slot;
        return slot;
    }

    public int Temporary()
    {
        int slot = _next++;
        Most = Math.Max(Most, _next);
        return slot;
    }

    /// <summary>Gives back the temporaries of a statement; what it declared was declared before them.</summary>
    public void Statement(int kept, Action compile)
    {
        int begin = _next;
        compile();
        _next = begin + kept;
    }

    /// <summary>Gives back all that a block declared.</summary>
    public void Block(Action compile) => Statement(0, compile);
}
