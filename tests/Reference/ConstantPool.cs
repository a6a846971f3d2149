using Etch.Generator.Kernels;

namespace Etch.Reference;

/// <summary>The known vectors of a kernel: they lie in the first slots of every frame.</summary>
internal sealed class ConstantPool
{
    private readonly Dictionary<uint, int> _slots = [];
    private readonly int _lanes;

    public ConstantPool(IEnumerable<Statement> body, int lanes)
    {
        _lanes = lanes;
        foreach (Expression expression in body.SelectMany(KernelWalk.Expressions).SelectMany(KernelWalk.WithOperands))
        {
            if (expression is Constant or Bits)
            {
                _slots.TryAdd(BitsOf(expression), _slots.Count);
            }
        }
    }

    public int Count => _slots.Count;

    /// <summary>Slots × lanes.</summary>
    public float[] Vectors => [.. _slots.OrderBy(entry => entry.Value).SelectMany(entry =>
        Enumerable.Repeat(BitConverter.UInt32BitsToSingle(entry.Key), _lanes))];

    public int Slot(Expression constant) => _slots[BitsOf(constant)];

    private static uint BitsOf(Expression constant) => constant is Bits bits ? bits.Number : BitConverter.SingleToUInt32Bits(((Constant)constant).Number);
}

/// <summary>All expressions of a kernel.</summary>
internal static class KernelWalk
{
    public static IEnumerable<Expression> Expressions(Statement statement) => statement switch
    {
        Let let => [let.Value],
        Assign assign => [assign.Value],
        Store store => [store.Pointer, store.Value],
        StoreFirst store => [store.Pointer, store.Value],
        StoreFloat store => [store.Pointer, store.Value],
        Loop loop => loop.Body.SelectMany(Expressions).Concat([loop.From, loop.To, .. loop.Walkers.Select(walker => walker.Step)]),
        Branch branch => branch.Then.Concat(branch.Otherwise).SelectMany(Expressions).Concat([branch.Condition.Left, branch.Condition.Right]),
        Together together => together.Statements.SelectMany(Expressions),
        Note or Prefetch => [],
        _ => throw new InvalidOperationException($"No meaning for {statement.GetType().Name}."),
    };

    public static IEnumerable<Expression> WithOperands(Expression expression) =>
        expression is Apply apply ? apply.Operands.SelectMany(WithOperands).Prepend(expression) : [expression];

    /// <summary>The variable that a pointer comes from, for who reads a fault.</summary>
    public static string Root(Expression pointer) => WithOperands(pointer).OfType<Variable>().FirstOrDefault()?.Name ?? "a pointer";
}
