using Etch.Generator.Isa;
using Etch.Generator.Kernels;

namespace Etch.Generator.Emit;

/// <summary>Writes the expressions of kernels: infix where the table's spelling is infix, with the brackets that C# needs.</summary>
internal sealed class ExpressionEmitter(InstructionSet isa)
{
    public string Text(Expression expression) => expression switch
    {
        Variable variable => variable.Name,
        Whole whole => CSharp.Whole(whole.Number),
        Constant { Number: 0 } constant when 1 / constant.Number > 0 => "Vec.Zero",
        Constant constant => $"V.Create({CSharp.Float(constant.Number)})",
        Bits bits => $"V.Create(0x{bits.Number:x8}u).AsSingle()",
        Apply apply => Text(apply),
        _ => throw new InvalidOperationException($"No text for {expression.GetType().Name}."),
    };

    /// <summary>A vector in memory, to read or to write.</summary>
    public string Vector(Expression pointer) => $"*(Vec*){Atom(pointer)}";

    /// <summary>One element in memory, to read or to write.</summary>
    public string Element(Expression pointer) => pointer is Apply { Op: KernelOp.Offset } offset
        ? $"{Atom(offset.Operands[0])}[{Text(offset.Operands[1])}]"
        : $"*{Atom(pointer)}";

    /// <summary>A float, not a vector of it.</summary>
    public string Scalar(Expression value) => value is Constant constant ? CSharp.Float(constant.Number) : Text(value);

    private string Text(Apply apply) => apply.Op switch
    {
        KernelOp.Load => Vector(apply.Operands[0]),
        KernelOp.Broadcast => $"V.Create({Element(apply.Operands[0])})",
        KernelOp.LoadFloat or KernelOp.LoadInteger or KernelOp.LoadBlock => Element(apply.Operands[0]),
        KernelOp.FoldSum => $"FoldSum({Arguments(apply)})",
        KernelOp.FoldMax => $"FoldMax({Arguments(apply)})",
        _ => Spelled(apply),
    };

    private string Arguments(Apply apply) => string.Join(", ", apply.Operands.Select(Text));

    private string Spelled(Apply apply)
    {
        string spelling = isa.Spelling[apply.Op];
        string[] operands = [.. apply.Operands.Select((operand, index) => Operand(operand, apply, spelling, index))];
        return string.Format(System.Globalization.CultureInfo.InvariantCulture, spelling, operands);
    }

    /// <summary>An operand in brackets where leaving them out would mean something else.</summary>
    private string Operand(Expression operand, Apply parent, string spelling, int index)
    {
        bool isCallArgument = !IsInfix(spelling) && !spelling.Contains($"{{{index}}}.") && !spelling.Contains($"{{{index}}})") && !spelling.StartsWith("(", StringComparison.Ordinal);
        bool enclosed = spelling.Contains($"({{{index}}})") || spelling.Contains($"({{{index}}}, ") || spelling.Contains($", {{{index}}}");
        if (isCallArgument || enclosed || operand is not Apply inner || !NeedsBrackets(inner, parent, index))
        {
            return Text(operand);
        }

        return $"({Text(operand)})";
    }

    private bool NeedsBrackets(Apply inner, Apply parent, int index)
    {
        if (inner.Op == KernelOp.Load)
        {
            return !IsInfix(isa.Spelling[parent.Op]);
        }

        if (!isa.Spelling.TryGetValue(inner.Op, out string? spelling) || !IsInfix(spelling))
        {
            return false;
        }

        bool sameSum = parent.Op == inner.Op && index == 0 && inner.Op is KernelOp.Add or KernelOp.Plus or KernelOp.Offset;
        return !sameSum;
    }

    private static bool IsInfix(string spelling) => spelling.StartsWith("{0} ", StringComparison.Ordinal);

    private string Atom(Expression pointer) => pointer is Apply { Op: KernelOp.Offset } ? $"({Text(pointer)})" : Text(pointer);
}
