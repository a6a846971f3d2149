using Etch.Generator.Graph;
using Etch.Generator.Spec;

namespace Etch.Generator.Kernels;

/// <summary>
/// Slots that differ get names that differ. Layers of several kinds may have one role in several shapes, or one matrix that several kernels
/// read: a slot knows one kernel, so there each kernel has its own.
/// </summary>
internal sealed class SlotNames
{
    private readonly Dictionary<Slot, List<string>> _readers = [];
    private readonly Dictionary<(Slot Slot, int Reader), string> _names = [];

    /// <summary>The calls with their slots renamed; the names of a model whose slots are all different stay.</summary>
    public static IEnumerable<KernelCall> MakeDifferent(IReadOnlyList<KernelCall> calls)
    {
        SlotNames names = new();
        return [.. calls.Select(names.Rename)];
    }

    private KernelCall Rename(KernelCall call) => call with { Arguments = call.Arguments.Select(argument => Rename(argument, call)).ToEquatableArray() };

    private Argument Rename(Argument argument, KernelCall call) => argument is SlotArgument { Slot: var slot }
        ? new SlotArgument(slot with { Name = Name(slot, call.Node is ProductNode && slot.Layout is SlotLayout.Panels or SlotLayout.Pairs ? Reader(slot, call.Name) : 0) })
        : argument;

    private int Reader(Slot slot, string kernel)
    {
        if (!_readers.TryGetValue(slot, out List<string>? readers))
        {
            _readers.Add(slot, readers = []);
        }

        if (!readers.Contains(kernel))
        {
            readers.Add(kernel);
        }

        return readers.IndexOf(kernel);
    }

    private string Name(Slot slot, int reader)
    {
        if (!_names.TryGetValue((slot, reader), out string? name))
        {
            name = slot.Name;
            for (int number = 2; _names.ContainsValue(name); number++)
            {
                name = $"{slot.Name}{number}";
            }

            _names.Add((slot, reader), name);
        }

        return name;
    }
}
