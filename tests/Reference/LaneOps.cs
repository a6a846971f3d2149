using Etch.Generator.Kernels;

namespace Etch.Reference;

/// <summary>What each operation of vectors does to a lane. A result may lie where an operand does: every lane is read before it is written.</summary>
internal static class LaneOps
{
    /// <param name="at">Where the operands lie in <see cref="Frame.Vectors"/>.</param>
    public static Step Make(KernelOp op, int lanes, int target, int[] at) => op switch
    {
        KernelOp.Fma => Fma(lanes, target, at[0], at[1], at[2]),
        KernelOp.Sqrt => Unary(lanes, target, at[0], MathF.Sqrt),
        KernelOp.Add => Binary(lanes, target, at[0], at[1], (a, b) => a + b),
        KernelOp.Subtract => Binary(lanes, target, at[0], at[1], (a, b) => a - b),
        KernelOp.Multiply => Binary(lanes, target, at[0], at[1], (a, b) => a * b),
        KernelOp.Divide => Binary(lanes, target, at[0], at[1], (a, b) => a / b),
        KernelOp.AddBits => Binary(lanes, target, at[0], at[1], (a, b) => Float(unchecked(Int(a) + Int(b)))),
        KernelOp.SubtractBits => Binary(lanes, target, at[0], at[1], (a, b) => Float(unchecked(Int(a) - Int(b)))),
        KernelOp.AndBits => Binary(lanes, target, at[0], at[1], (a, b) => Float(Int(a) & Int(b))),
        KernelOp.OrBits => Binary(lanes, target, at[0], at[1], (a, b) => Float(Int(a) | Int(b))),
        KernelOp.SelectLess => SelectLess(lanes, target, at),
        KernelOp.SwapPairs => SwapPairs(lanes, target, at[0]),
        _ => throw new InvalidOperationException($"{op} does not make a vector."),
    };

    public static Step Shift(KernelOp op, int lanes, int target, int a, int count) => op == KernelOp.ShiftLeft
        ? Unary(lanes, target, a, value => Float(Int(value) << count))
        : Unary(lanes, target, a, value => Float(Int(value) >>> count));

    private static int Int(float value) => BitConverter.SingleToInt32Bits(value);

    private static float Float(int bits) => BitConverter.Int32BitsToSingle(bits);

    private static Step Unary(int lanes, int target, int at, Func<float, float> function) => frame =>
    {
        for (int lane = 0; lane < lanes; lane++)
        {
            frame.Vectors[target + lane] = function(frame.Vectors[at + lane]);
        }
    };

    private static Step Binary(int lanes, int target, int left, int right, Func<float, float, float> function) => frame =>
    {
        for (int lane = 0; lane < lanes; lane++)
        {
            frame.Vectors[target + lane] = function(frame.Vectors[left + lane], frame.Vectors[right + lane]);
        }
    };

    /// <summary>Spelled out, because nearly all steps of a model are this one.</summary>
    private static Step Fma(int lanes, int target, int a, int b, int c) => frame =>
    {
        float[] all = frame.Vectors;
        ReadOnlySpan<float> x = all.AsSpan(a, lanes), y = all.AsSpan(b, lanes), z = all.AsSpan(c, lanes);
        Span<float> result = all.AsSpan(target, lanes);
        for (int lane = 0; lane < result.Length; lane++)
        {
            result[lane] = MathF.FusedMultiplyAdd(x[lane], y[lane], z[lane]);
        }
    };

    private static Step SelectLess(int lanes, int target, int[] at) => frame =>
    {
        float[] all = frame.Vectors;
        for (int lane = 0; lane < lanes; lane++)
        {
            all[target + lane] = all[at[0] + lane] < all[at[1] + lane] ? all[at[2] + lane] : all[at[3] + lane];
        }
    };

    private static Step SwapPairs(int lanes, int target, int at) => frame =>
    {
        for (int lane = 0; lane < lanes; lane += 2)
        {
            (frame.Vectors[target + lane], frame.Vectors[target + lane + 1]) = (frame.Vectors[at + lane + 1], frame.Vectors[at + lane]);
        }
    };
}
