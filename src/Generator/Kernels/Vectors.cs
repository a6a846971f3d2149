namespace Etch.Generator.Kernels;

/// <summary>The vocabulary of lowerings: short names for the operations.</summary>
internal static class Vectors
{
    public static Expression Number(float value) => new Constant(value);

    public static Expression BitsOf(uint value) => new Bits(value);

    public static Expression Zero { get; } = new Constant(0);

    public static Expression One { get; } = new Constant(1);

    public static Expression Load(Expression pointer) => new Apply(KernelOp.Load, Kind.Vector, pointer);

    public static Expression Broadcast(Expression pointer) => new Apply(KernelOp.Broadcast, Kind.Vector, pointer);

    public static Expression LoadFloat(Expression pointer) => new Apply(KernelOp.LoadFloat, Kind.Float, pointer);

    public static Expression LoadInteger(Expression pointer) => new Apply(KernelOp.LoadInteger, Kind.Index, pointer);

    public static Expression LoadBlock(Expression pointer) => new Apply(KernelOp.LoadBlock, Kind.Floats, pointer);

    public static Expression Splat(Expression number) => new Apply(KernelOp.Splat, Kind.Vector, number);

    public static Expression ToFloat(Expression index) => new Apply(KernelOp.ToFloat, Kind.Float, index);

    public static Expression Iota { get; } = new Apply(KernelOp.Iota, Kind.Vector);

    public static Expression Fma(Expression a, Expression b, Expression c) => new Apply(KernelOp.Fma, Kind.Vector, a, b, c);

    public static Expression Sqrt(Expression a) => new Apply(KernelOp.Sqrt, Kind.Vector, a);

    public static Expression SelectLess(Expression a, Expression b, Expression less, Expression otherwise) =>
        new Apply(KernelOp.SelectLess, Kind.Vector, a, b, less, otherwise);

    /// <summary>The first <paramref name="count"/> lanes of a, the others of b.</summary>
    public static Expression SelectFirst(Expression count, Expression a, Expression b) => new Apply(KernelOp.SelectFirst, Kind.Vector, count, a, b);

    /// <summary>The greater of two; b where the comparison is false (NaN in a).</summary>
    public static Expression Greater(Expression a, Expression b) => SelectLess(b, a, a, b);

    public static Expression AddBits(Expression a, Expression b) => new Apply(KernelOp.AddBits, Kind.Vector, a, b);

    public static Expression SubtractBits(Expression a, Expression b) => new Apply(KernelOp.SubtractBits, Kind.Vector, a, b);

    public static Expression AndBits(Expression a, Expression b) => new Apply(KernelOp.AndBits, Kind.Vector, a, b);

    public static Expression OrBits(Expression a, Expression b) => new Apply(KernelOp.OrBits, Kind.Vector, a, b);

    public static Expression ShiftLeft(Expression a, int count) => new Apply(KernelOp.ShiftLeft, Kind.Vector, a, new Whole(count));

    public static Expression ShiftRight(Expression a, int count) => new Apply(KernelOp.ShiftRight, Kind.Vector, a, new Whole(count));

    public static Expression SwapPairs(Expression a) => new Apply(KernelOp.SwapPairs, Kind.Vector, a);

    public static Expression Smaller(Expression i, Expression j) => new Apply(KernelOp.Smaller, Kind.Index, i, j);

    public static Expression Larger(Expression i, Expression j) => new Apply(KernelOp.Larger, Kind.Index, i, j);

    public static Expression FoldSum(IEnumerable<Expression> partials) => new Apply(KernelOp.FoldSum, Kind.Float, partials.ToArray());

    public static Expression FoldMax(IEnumerable<Expression> partials) => new Apply(KernelOp.FoldMax, Kind.Float, partials.ToArray());

    public static Condition Less(Expression i, Expression j) => new(Test.Less, i, j);

    public static Condition Same(Expression i, Expression j) => new(Test.Equal, i, j);

    public static Condition IsSet(Expression pointer) => new(Test.NotNull, pointer, pointer);
}
