using Etch.Generator.Kernels;

namespace Etch.Reference;

/// <summary>Vectors and floats of a kernel: an operation is a step that leaves its result in a slot.</summary>
internal sealed class VectorCompiler(SlotScope scope, ConstantPool constants, ScalarCompiler scalars, int lanes)
{
    /// <summary>Adds the steps that compute a vector, and gives where it lies in <see cref="Frame.Vectors"/>.</summary>
    public int Vector(Expression expression, List<Step> steps)
    {
        if (expression is Constant or Bits)
        {
            return constants.Slot(expression) * lanes;
        }

        if (expression is Variable variable)
        {
            return scope[variable] * lanes;
        }

        int target = scope.Temporary();
        Into(target, expression, steps);
        return target * lanes;
    }

    /// <summary>Adds the steps that compute a vector into a slot, which may be one that it reads.</summary>
    public void Into(int slot, Expression expression, List<Step> steps)
    {
        int target = slot * lanes;
        if (expression is not Apply apply)
        {
            int source = Vector(expression, steps);
            steps.Add(frame => Array.Copy(frame.Vectors, source, frame.Vectors, target, lanes));
            return;
        }

        steps.Add(apply.Op switch
        {
            KernelOp.Load => Load(target, apply.Operands[0]),
            KernelOp.Broadcast => Fill(target, Element(apply.Operands[0])),
            KernelOp.Splat => Fill(target, Float(apply.Operands[0], steps)),
            KernelOp.Iota => frame => Iota(frame.Vectors.AsSpan(target, lanes)),
            KernelOp.SelectFirst => SelectFirst(target, scalars.Index(apply.Operands[0]), Vector(apply.Operands[1], steps), Vector(apply.Operands[2], steps)),
            KernelOp.ShiftLeft or KernelOp.ShiftRight => LaneOps.Shift(apply.Op, lanes, target, Vector(apply.Operands[0], steps),
                ((Whole)apply.Operands[1]).Number),
            _ => LaneOps.Make(apply.Op, lanes, target, [.. apply.Operands.Select(operand => Vector(operand, steps))]),
        });
    }

    public Func<Frame, float> Float(Expression expression, List<Step> steps)
    {
        switch (expression)
        {
            case Constant { Number: var number }:
                return _ => number;
            case Variable { Kind: Kind.Float } variable:
                int slot = scope[variable];
                return frame => frame.Floats[slot];
            case Apply { Op: KernelOp.LoadFloat } load:
                return Element(load.Operands[0]);
            case Apply { Op: KernelOp.ToFloat } convert:
                Func<Frame, long> index = scalars.Index(convert.Operands[0]);
                return frame => (float)(nint)index(frame);
            case Apply { Op: KernelOp.FoldSum or KernelOp.FoldMax } fold:
                int[] partials = [.. fold.Operands.Select(operand => Vector(operand, steps))];
                return Fold(fold.Op, partials);
            default:
                throw new InvalidOperationException($"{expression} is not a float.");
        }
    }

    private Func<Frame, float> Fold(KernelOp op, int[] partials)
    {
        Func<float, float, float> meet = op == KernelOp.FoldSum ? (a, b) => a + b : (a, b) => b < a ? a : b;
        return frame =>
        {
            Span<float> sixteen = stackalloc float[Sixteen.Partials];
            for (int index = 0; index < partials.Length; index++)
            {
                frame.Vectors.AsSpan(partials[index], lanes).CopyTo(sixteen[(index * lanes)..]);
            }

            for (int half = Sixteen.Partials / 2; half > 0; half /= 2)
            {
                for (int at = 0; at < half; at++)
                {
                    sixteen[at] = meet(sixteen[at], sixteen[at + half]);
                }
            }

            return sixteen[0];
        };
    }

    private Step Load(int target, Expression expression)
    {
        (Func<Frame, FloatPointer> pointer, string name) = (scalars.Floats(expression), KernelWalk.Root(expression));
        return frame => Access.Span(pointer(frame), lanes, name).CopyTo(frame.Vectors.AsSpan(target, lanes));
    }

    private Func<Frame, float> Element(Expression expression)
    {
        (Func<Frame, FloatPointer> pointer, string name) = (scalars.Floats(expression), KernelWalk.Root(expression));
        return frame => Access.Span(pointer(frame), 1, name)[0];
    }

    private Step Fill(int target, Func<Frame, float> value) => frame => frame.Vectors.AsSpan(target, lanes).Fill(value(frame));

    private static void Iota(Span<float> vector)
    {
        for (int lane = 0; lane < vector.Length; lane++)
        {
            vector[lane] = lane;
        }
    }

    private Step SelectFirst(int target, Func<Frame, long> count, int a, int b) => frame =>
    {
        float first = (nint)count(frame);
        for (int lane = 0; lane < lanes; lane++)
        {
            frame.Vectors[target + lane] = frame.Vectors[(lane < first ? a : b) + lane];
        }
    };
}

/// <summary>Memory under the name of the pointer it is reached through.</summary>
internal static class Access
{
    public static Span<float> Span(FloatPointer pointer, int count, string name)
    {
        try
        {
            return pointer.Span(count);
        }
        catch (KernelFault fault)
        {
            throw fault.In(name);
        }
    }
}
