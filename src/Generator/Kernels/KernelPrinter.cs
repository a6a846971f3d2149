using System.Globalization;
using System.Text;
using Etch.Generator.Spec;

namespace Etch.Generator.Kernels;

/// <summary>A kernel as text: loops and virtual vectors, before any machine has spelled them.</summary>
internal static class KernelPrinter
{
    public static string Print(Kernel kernel)
    {
        StringBuilder text = new();
        Line(text, 0, $"kernel {kernel.Name}   {kernel.Summary}");
        Line(text, 1, string.Join(", ", kernel.Parameters.Select(parameter => $"{parameter.Name} {parameter.Kind.ToString().ToLowerInvariant()}")));
        Block(text, 1, kernel.Body);
        return text.ToString();
    }

    private static void Block(StringBuilder text, int depth, EquatableArray<Statement> statements)
    {
        foreach (Statement statement in statements)
        {
            switch (statement)
            {
                case Loop loop:
                    string walkers = string.Concat(loop.Walkers.Select(walker => $", {walker.Pointer.Name} += {Text(walker.Step)}"));
                    Line(text, depth, $"loop {loop.Index.Name} {Text(loop.From)} .. {Text(loop.To)} by {loop.Step}{walkers}");
                    Block(text, depth + 1, loop.Body);
                    break;
                case Branch branch:
                    Line(text, depth, $"if {Text(branch.Condition)}");
                    Block(text, depth + 1, branch.Then);
                    if (branch.Otherwise.Count > 0)
                    {
                        Line(text, depth, "else");
                        Block(text, depth + 1, branch.Otherwise);
                    }

                    break;
                case Together { Statements.Count: 0 }:
                    break;
                case Together together:
                    Line(text, depth, string.Join("; ", together.Statements.Select(Simple)));
                    break;
                default:
                    Line(text, depth, Simple(statement));
                    break;
            }
        }
    }

    private static string Simple(Statement statement) => statement switch
    {
        Let let => $"{let.Variable.Name} = {Text(let.Value)}",
        Assign assign => $"{assign.Variable.Name} = {Text(assign.Value)}",
        Store store => $"store {Text(store.Pointer)} = {Text(store.Value)}",
        StoreFirst store => $"store first {store.Count} of {Text(store.Pointer)} = {Text(store.Value)}",
        StoreFloat store => $"store float {Text(store.Pointer)} = {Text(store.Value)}",
        Prefetch fetch => $"prefetch {Text(fetch.Pointer)}",
        Note note => $"-- {note.Text}",
        Together together => string.Join("; ", together.Statements.Select(Simple)),
        _ => throw new InvalidOperationException($"No text for {statement.GetType().Name}."),
    };

    private static string Text(Condition condition) => condition.Test switch
    {
        Test.Less => $"{Text(condition.Left)} < {Text(condition.Right)}",
        Test.Equal => $"{Text(condition.Left)} == {Text(condition.Right)}",
        _ => $"{Text(condition.Left)} is there",
    };

    private static string Text(Expression expression) => expression switch
    {
        Variable variable => variable.Name,
        Whole whole => whole.Number.ToString(CultureInfo.InvariantCulture),
        Constant constant => constant.Number.ToString("R", CultureInfo.InvariantCulture),
        Bits bits => $"0x{bits.Number:x8}",
        Apply apply when Infix(apply.Op) is { } sign => $"({Text(apply.Operands[0])} {sign} {Text(apply.Operands[1])})",
        Apply apply => $"{char.ToLowerInvariant(apply.Op.ToString()[0])}{apply.Op.ToString().Substring(1)}({string.Join(", ", apply.Operands.Select(Text))})",
        _ => throw new InvalidOperationException($"No text for {expression.GetType().Name}."),
    };

    private static string? Infix(KernelOp op) => op switch
    {
        KernelOp.Add or KernelOp.Plus or KernelOp.Offset => "+",
        KernelOp.Subtract or KernelOp.Minus => "-",
        KernelOp.Multiply or KernelOp.Times => "*",
        KernelOp.Divide or KernelOp.Quotient => "/",
        KernelOp.Remainder => "%",
        _ => null,
    };

    private static void Line(StringBuilder text, int depth, string line) => text.Append(' ', depth * 2).Append(line).Append('\n');
}
