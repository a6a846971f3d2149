using Etch.Generator.Kernels;

namespace Etch.Generator.Isa;

/// <summary>What .NET spells the same for every width; a table starts from this and says what differs.</summary>
internal static class Spellings
{
    /// <summary>The operations through the runtime's own vectors.</summary>
    public static Dictionary<KernelOp, string> Common { get; } = new()
    {
        [KernelOp.Add] = "{0} + {1}",
        [KernelOp.Subtract] = "{0} - {1}",
        [KernelOp.Multiply] = "{0} * {1}",
        [KernelOp.Divide] = "{0} / {1}",
        [KernelOp.Fma] = "V.FusedMultiplyAdd({0}, {1}, {2})",
        [KernelOp.Sqrt] = "V.Sqrt({0})",
        [KernelOp.SelectLess] = "V.ConditionalSelect(V.LessThan({0}, {1}), {2}, {3})",
        [KernelOp.SelectFirst] = "V.ConditionalSelect(V.LessThan(Vec.Indices, V.Create((float)({0}))), {1}, {2})",
        [KernelOp.AddBits] = "({0}.AsInt32() + {1}.AsInt32()).AsSingle()",
        [KernelOp.SubtractBits] = "({0}.AsInt32() - {1}.AsInt32()).AsSingle()",
        [KernelOp.AndBits] = "{0} & {1}",
        [KernelOp.OrBits] = "{0} | {1}",
        [KernelOp.ShiftLeft] = "({0}.AsInt32() << {1}).AsSingle()",
        [KernelOp.ShiftRight] = "({0}.AsInt32() >>> {1}).AsSingle()",
        [KernelOp.Splat] = "V.Create({0})",
        [KernelOp.Iota] = "Vec.Indices",
        [KernelOp.ToFloat] = "(float)({0})",
        [KernelOp.Plus] = "{0} + {1}",
        [KernelOp.Minus] = "{0} - {1}",
        [KernelOp.Times] = "{0} * {1}",
        [KernelOp.Quotient] = "{0} / {1}",
        [KernelOp.Remainder] = "{0} % {1}",
        [KernelOp.Smaller] = "Math.Min({0}, {1})",
        [KernelOp.Larger] = "Math.Max({0}, {1})",
        [KernelOp.Offset] = "{0} + {1}",
    };

    /// <summary>The tree's last steps, the same everywhere: from one vector of four.</summary>
    public static IReadOnlyList<string> LastSteps { get; } =
    [
        "float a = {op}(four[0], four[2]), b = {op}(four[1], four[3]);",
        "return {op}(a, b);",
    ];
}
