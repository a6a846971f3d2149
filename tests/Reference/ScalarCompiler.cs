using Etch.Generator.Kernels;

namespace Etch.Reference;

/// <summary>Indices and pointers of a kernel as closures. Nothing here reads a vector, so nothing needs steps before it.</summary>
internal sealed class ScalarCompiler(SlotScope scope)
{
    public Func<Frame, long> Index(Expression expression)
    {
        switch (expression)
        {
            case Whole { Number: var number }:
                return _ => number;
            case Variable variable:
                int slot = scope[variable];
                return frame => frame.Indices[slot];
            case Apply { Op: KernelOp.LoadInteger } load:
                Func<Frame, IntPointer> pointer = Integers(load.Operands[0]);
                return Guarded<long>(frame => pointer(frame).Value, load.Operands[0]);
            case Apply apply:
                return Arithmetic(apply.Op, Index(apply.Operands[0]), Index(apply.Operands[1]));
            default:
                throw new InvalidOperationException($"{expression} is not an index.");
        }
    }

    private static Func<Frame, long> Arithmetic(KernelOp op, Func<Frame, long> a, Func<Frame, long> b) => op switch
    {
        KernelOp.Plus => frame => a(frame) + b(frame),
        KernelOp.Minus => frame => a(frame) - b(frame),
        KernelOp.Times => frame => a(frame) * b(frame),
        KernelOp.Quotient => frame => a(frame) / b(frame),
        KernelOp.Remainder => frame => a(frame) % b(frame),
        KernelOp.Smaller => frame => Math.Min(a(frame), b(frame)),
        KernelOp.Larger => frame => Math.Max(a(frame), b(frame)),
        _ => throw new InvalidOperationException($"{op} does not make an index."),
    };

    public Func<Frame, FloatPointer> Floats(Expression expression)
    {
        switch (expression)
        {
            case Variable variable:
                int slot = scope[variable];
                return frame => frame.Pointers[slot];
            case Apply { Op: KernelOp.LoadBlock } load:
                Func<Frame, BlockPointers> block = Blocks(load.Operands[0]);
                return Guarded(frame => block(frame).Value, load.Operands[0]);
            default:
                (Expression start, Func<Frame, long> elements) = Offset(expression);
                Func<Frame, FloatPointer> pointer = Floats(start);
                return frame => pointer(frame).Move(elements(frame));
        }
    }

    public Func<Frame, IntPointer> Integers(Expression expression)
    {
        if (expression is Variable variable)
        {
            int slot = scope[variable];
            return frame => frame.Integers[slot];
        }

        (Expression start, Func<Frame, long> elements) = Offset(expression);
        Func<Frame, IntPointer> pointer = Integers(start);
        return frame => pointer(frame).Move(elements(frame));
    }

    public Func<Frame, BlockPointers> Blocks(Expression expression)
    {
        if (expression is Variable variable)
        {
            int slot = scope[variable];
            return frame => frame.Blocks[slot];
        }

        (Expression start, Func<Frame, long> entries) = Offset(expression);
        Func<Frame, BlockPointers> pointer = Blocks(start);
        return frame => pointer(frame).Move(entries(frame));
    }

    public Func<Frame, bool> Condition(Condition condition)
    {
        if (condition.Test == Test.NotNull)
        {
            return condition.Left.Kind switch
            {
                Kind.Floats => NotNull(Floats(condition.Left), pointer => pointer.Memory),
                Kind.Integers => NotNull(Integers(condition.Left), pointer => pointer.Memory),
                _ => NotNull(Blocks(condition.Left), pointer => pointer.Table),
            };
        }

        (Func<Frame, long> left, Func<Frame, long> right) = (Index(condition.Left), Index(condition.Right));
        return condition.Test == Test.Less ? frame => left(frame) < right(frame) : frame => left(frame) == right(frame);
    }

    private static Func<Frame, bool> NotNull<T>(Func<Frame, T> pointer, Func<T, object?> memory) => frame => memory(pointer(frame)) is not null;

    private (Expression Start, Func<Frame, long> Elements) Offset(Expression expression) => expression is Apply { Op: KernelOp.Offset } offset
        ? (offset.Operands[0], Index(offset.Operands[1]))
        : throw new InvalidOperationException($"{expression} is not a pointer.");

    private static Func<Frame, T> Guarded<T>(Func<Frame, T> load, Expression pointer)
    {
        string name = KernelWalk.Root(pointer);
        return frame =>
        {
            try
            {
                return load(frame);
            }
            catch (KernelFault fault)
            {
                throw fault.In(name);
            }
        };
    }
}
