using Etch.Generator.Graph;
using static Etch.Generator.Kernels.Vectors;

namespace Etch.Generator.Kernels;

/// <summary>Appends keys (into transposed panels) or values (as rows) to the blocks of each row's run.</summary>
internal static class AppendKernel
{
    public static Kernel Lower(string name, AppendNode node, BlockLayout layout, int strideX, int lanes)
    {
        State state = node.State;
        string how = state.Transposed ? $"as panels of {layout.Panel}" : "as rows";
        KernelBuilder k = new(name, $"{state.Name} of {state.Heads} heads of {state.Width} into the blocks, {how}.", lanes);
        Variable x = k.Parameter("x", Kind.Floats), blocks = k.Parameter("blocks", Kind.Blocks);
        Variable slots = k.Parameter("slots", Kind.Integers), positions = k.Parameter("positions", Kind.Integers);
        Variable offset = k.Parameter("offset", Kind.Index), from = k.Parameter("from", Kind.Index), to = k.Parameter("to", Kind.Index);
        k.For("row", from, to, 1, row =>
        {
            Variable block = k.Let("block", LoadBlock(blocks + LoadInteger(slots + row)) + offset);
            Variable place = k.Let("place", LoadInteger(positions + row) % BlockLayout.Positions);
            Variable headX = k.Let("headX", x + (row * strideX));
            if (state.Transposed)
            {
                Keys(k, state, layout, headX, block, place);
            }
            else
            {
                Values(k, state, layout, headX, block, place);
            }
        });
        return k.Build();
    }

    private static void Keys(KernelBuilder k, State state, BlockLayout layout, Variable x, Variable block, Variable place)
    {
        Variable column = k.Let("column", block + ((place / layout.Panel * (layout.KeyWidth * layout.Panel)) + (place % layout.Panel)));
        k.For("head", 0, state.Heads, 1, [new Walker(x, state.Width), new Walker(column, layout.KeysPerHead)], _ =>
        {
            Variable at = k.Let("at", column);
            k.For("e", 0, state.Width, 1, [new Walker(at, layout.Panel)], e => k.StoreFloat(at, LoadFloat(x + e)));
        });
    }

    private static void Values(KernelBuilder k, State state, BlockLayout layout, Variable x, Variable block, Variable place)
    {
        Variable rowY = k.Let("rowY", block + (place * layout.ValuePadded));
        k.For("head", 0, state.Heads, 1, [new Walker(x, state.Width), new Walker(rowY, layout.ValuesPerHead)], _ =>
        {
            for (int at = 0; at < state.Width; at += k.Lanes)
            {
                k.Store(rowY + at, Load(x + at), Math.Min(k.Lanes, state.Width - at));
            }
        });
    }
}
