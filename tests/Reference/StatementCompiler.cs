using Etch.Generator.Kernels;

namespace Etch.Reference;

/// <summary>The statements of a kernel as steps, in their order.</summary>
internal sealed class StatementCompiler
{
    private readonly SlotScope _scope;
    private readonly ScalarCompiler _scalars;
    private readonly VectorCompiler _vectors;
    private readonly int _lanes;

    public StatementCompiler(SlotScope scope, ConstantPool constants, int lanes)
    {
        (_scope, _lanes, _scalars) = (scope, lanes, new ScalarCompiler(scope));
        _vectors = new VectorCompiler(scope, constants, _scalars, lanes);
    }

    public Step[] Compile(IEnumerable<Statement> statements)
    {
        List<Step> steps = [];
        _scope.Block(() =>
        {
            foreach (Statement statement in statements)
            {
                Compile(statement, steps);
            }
        });
        return [.. steps];
    }

    private void Compile(Statement statement, List<Step> steps)
    {
        switch (statement)
        {
            case Together together:
                foreach (Statement inner in together.Statements)
                {
                    Compile(inner, steps);
                }

                break;
            case Let let:
                _scope.Statement(1, () => Let(let, steps));
                break;
            default:
                _scope.Statement(0, () => Simple(statement, steps));
                break;
        }
    }

    /// <summary>The value cannot read a local of this name, so the name may be known before it.</summary>
    private void Let(Let let, List<Step> steps) => Assign(_scope.Declare(let.Variable), let.Variable.Kind, let.Value, steps);

    private void Simple(Statement statement, List<Step> steps)
    {
        switch (statement)
        {
            case Note or Prefetch:
                break;
            case Assign assign:
                Assign(_scope[assign.Variable], assign.Variable.Kind, assign.Value, steps);
                break;
            case Store store:
                steps.Add(Store(store.Pointer, _vectors.Vector(store.Value, steps), _lanes));
                break;
            case StoreFirst store:
                steps.Add(Store(store.Pointer, _vectors.Vector(store.Value, steps), store.Count));
                break;
            case StoreFloat store:
                steps.Add(StoreFloat(store.Pointer, _vectors.Float(store.Value, steps)));
                break;
            case Loop loop:
                steps.Add(Loop(loop));
                break;
            case Branch branch:
                steps.Add(Branch(branch));
                break;
            default:
                throw new InvalidOperationException($"No meaning for {statement.GetType().Name}.");
        }
    }

    private void Assign(int slot, Kind kind, Expression value, List<Step> steps)
    {
        switch (kind)
        {
            case Kind.Vector:
                _vectors.Into(slot, value, steps);
                break;
            case Kind.Float:
                Func<Frame, float> number = _vectors.Float(value, steps);
                steps.Add(frame => frame.Floats[slot] = number(frame));
                break;
            case Kind.Index:
                Func<Frame, long> index = _scalars.Index(value);
                steps.Add(frame => frame.Indices[slot] = index(frame));
                break;
            case Kind.Floats:
                Func<Frame, FloatPointer> floats = _scalars.Floats(value);
                steps.Add(frame => frame.Pointers[slot] = floats(frame));
                break;
            case Kind.Integers:
                Func<Frame, IntPointer> integers = _scalars.Integers(value);
                steps.Add(frame => frame.Integers[slot] = integers(frame));
                break;
            default:
                Func<Frame, BlockPointers> blocks = _scalars.Blocks(value);
                steps.Add(frame => frame.Blocks[slot] = blocks(frame));
                break;
        }
    }

    private Step Store(Expression target, int vector, int count)
    {
        (Func<Frame, FloatPointer> pointer, string name) = (_scalars.Floats(target), KernelWalk.Root(target));
        return frame => frame.Vectors.AsSpan(vector, count).CopyTo(Access.Span(pointer(frame), count, name));
    }

    private Step StoreFloat(Expression target, Func<Frame, float> value)
    {
        (Func<Frame, FloatPointer> pointer, string name) = (_scalars.Floats(target), KernelWalk.Root(target));
        return frame => Access.Span(pointer(frame), 1, name)[0] = value(frame);
    }

    /// <summary>As in C#: the end and the steps of the walkers are asked for in every round.</summary>
    private Step Loop(Loop loop)
    {
        Func<Frame, long> from = _scalars.Index(loop.From);
        int index = _scope.Declare(loop.Index), step = loop.Step;
        Func<Frame, long> to = _scalars.Index(loop.To);
        Step[] body = Compile(loop.Body), walks = [.. loop.Walkers.Select(Walk)];
        return frame =>
        {
            for (frame.Indices[index] = from(frame); frame.Indices[index] < to(frame); frame.Indices[index] += step)
            {
                Run(body, frame);
                Run(walks, frame);
            }
        };
    }

    private Step Walk(Walker walker)
    {
        (int slot, Func<Frame, long> step) = (_scope[walker.Pointer], _scalars.Index(walker.Step));
        return walker.Pointer.Kind switch
        {
            Kind.Floats => frame => frame.Pointers[slot] = frame.Pointers[slot].Move(step(frame)),
            Kind.Integers => frame => frame.Integers[slot] = frame.Integers[slot].Move(step(frame)),
            Kind.Blocks => frame => frame.Blocks[slot] = frame.Blocks[slot].Move(step(frame)),
            Kind.Index => frame => frame.Indices[slot] += step(frame),
            _ => throw new InvalidOperationException($"{walker.Pointer.Name} cannot walk."),
        };
    }

    private Step Branch(Branch branch)
    {
        Func<Frame, bool> condition = _scalars.Condition(branch.Condition);
        Step[] then = Compile(branch.Then), otherwise = Compile(branch.Otherwise);
        return frame => Run(condition(frame) ? then : otherwise, frame);
    }

    private static void Run(Step[] steps, Frame frame)
    {
        foreach (Step step in steps)
        {
            step(frame);
        }
    }
}
