using Etch.Generator.Spec;

namespace Etch.Generator.Kernels;

/// <summary>A value of a kernel. Arithmetic reads as arithmetic: + − · / work on vectors and on indices.</summary>
internal abstract record Expression(Kind Kind)
{
    public static implicit operator Expression(int number) => new Whole(number);

    public static Expression operator +(Expression a, Expression b) => (a, b) switch
    {
        (Whole x, Whole y) => x.Number + y.Number,
        (Whole { Number: 0 }, _) => b,
        (_, Whole { Number: 0 }) => a,
        _ => a.Kind switch
        {
            Kind.Index => new Apply(KernelOp.Plus, Kind.Index, a, b),
            Kind.Vector => new Apply(KernelOp.Add, Kind.Vector, a, b),
            _ => new Apply(KernelOp.Offset, a.Kind, a, b),
        },
    };

    public static Expression operator -(Expression a, Expression b) => (a, b) switch
    {
        (Whole x, Whole y) => x.Number - y.Number,
        (_, Whole { Number: 0 }) => a,
        _ => a.Kind == Kind.Index ? new Apply(KernelOp.Minus, Kind.Index, a, b) : new Apply(KernelOp.Subtract, Kind.Vector, a, b),
    };

    public static Expression operator *(Expression a, Expression b) => (a, b) switch
    {
        (Whole x, Whole y) => x.Number * y.Number,
        (Whole { Number: 1 }, _) => b,
        (_, Whole { Number: 1 }) => a,
        (Whole { Number: 0 }, _) => a,
        (_, Whole { Number: 0 }) => b,
        _ => a.Kind == Kind.Index ? new Apply(KernelOp.Times, Kind.Index, a, b) : new Apply(KernelOp.Multiply, Kind.Vector, a, b),
    };

    public static Expression operator /(Expression a, Expression b) =>
        a.Kind == Kind.Index ? new Apply(KernelOp.Quotient, Kind.Index, a, b) : new Apply(KernelOp.Divide, Kind.Vector, a, b);

    public static Expression operator %(Expression a, Expression b) => new Apply(KernelOp.Remainder, Kind.Index, a, b);
}

/// <summary>A parameter or a local.</summary>
internal sealed record Variable(string Name, Kind Kind) : Expression(Kind);

/// <summary>An index that is known.</summary>
internal sealed record Whole(int Number) : Expression(Kind.Index);

/// <summary>A float that is known, in every lane.</summary>
internal sealed record Constant(float Number) : Expression(Kind.Vector);

/// <summary>Bits that are known, in every lane.</summary>
internal sealed record Bits(uint Number) : Expression(Kind.Vector);

/// <summary>An operation on operands.</summary>
internal sealed record Apply(KernelOp Op, Kind Kind, EquatableArray<Expression> Operands) : Expression(Kind)
{
    public Apply(KernelOp op, Kind kind, params Expression[] operands)
        : this(op, kind, operands.ToEquatableArray())
    {
    }
}

/// <summary>A test that a branch or a loop takes.</summary>
/// <param name="Test">Less or Equal of two indices, or NotNull of a pointer.</param>
internal sealed record Condition(Test Test, Expression Left, Expression Right);

internal enum Test
{
    Less,
    Equal,
    NotNull,
}
