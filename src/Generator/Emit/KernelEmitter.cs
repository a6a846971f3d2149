using System.Globalization;
using Etch.Generator.Isa;
using Etch.Generator.Kernels;
using Etch.Generator.Spec;

namespace Etch.Generator.Emit;

/// <summary>Writes a kernel through an instruction set's table. One statement of the kernel is one statement of C#.</summary>
internal sealed class KernelEmitter(SourceWriter writer, InstructionSet isa)
{
    private readonly ExpressionEmitter _expressions = new(isa);

    public void Emit(Kernel kernel)
    {
        writer.Line($"/// <summary>{kernel.Summary.Replace("&", "&amp;").Replace("<", "&lt;")}</summary>");
        writer.Line("[MethodImpl(MethodImplOptions.AggressiveOptimization)]");
        writer.Wrap(PlumbingEmitter.Listed($"public static unsafe void {kernel.Name}(", [.. kernel.Parameters.Select(parameter => $"{Type(parameter.Kind)} {parameter.Name}")], ") {"));
        writer.Enter();
        Block(kernel.Body);
        writer.Close();
    }

    public static string Type(Kind kind) => kind switch
    {
        Kind.Vector => "Vec",
        Kind.Float => "float",
        Kind.Index => "nint",
        Kind.Floats => "float*",
        Kind.Integers => "int*",
        _ => "float**",
    };

    private void Block(EquatableArray<Statement> statements)
    {
        foreach (Statement statement in statements)
        {
            Statement(statement);
        }
    }

    private void Statement(Statement statement)
    {
        switch (statement)
        {
            case Note note:
                writer.Line($"// {note.Text}");
                break;
            case Loop { Body.Count: 1 } loop when loop.Body[0] is Store or StoreFloat or Assign:
                writer.Line(Head(loop));
                writer.Indented(() => Block(loop.Body));
                break;
            case Loop loop:
                writer.Begin(Head(loop));
                Block(loop.Body);
                writer.Close();
                break;
            case Branch branch:
                writer.Begin($"if ({Condition(branch.Condition)})");
                Block(branch.Then);
                if (branch.Otherwise.Count > 0)
                {
                    writer.Between("else");
                    Block(branch.Otherwise);
                }

                writer.Close();
                break;
            case Together together:
                writer.Pack(Joined(together.Statements));
                break;
            default:
                writer.Pack(Simple(statement));
                break;
        }
    }

    /// <summary>Neighbouring declarations of one type share it.</summary>
    private IEnumerable<string> Joined(EquatableArray<Statement> statements)
    {
        if (statements.Count > 1 && statements.All(statement => statement is Let) && statements.Select(statement => ((Let)statement).Variable.Kind).Distinct().Count() == 1)
        {
            List<string> parts = [.. statements.Cast<Let>().Select(let => $"{let.Variable.Name} = {Value(let)}")];
            int perLine = Math.Max(1, 120 / (parts.Max(part => part.Length) + 2));
            for (int at = 0; at < parts.Count; at += perLine)
            {
                yield return $"{Type(((Let)statements[0]).Variable.Kind)} {string.Join(", ", parts.Skip(at).Take(perLine))};";
            }

            yield break;
        }

        foreach (string text in statements.SelectMany(Simple))
        {
            yield return text;
        }
    }

    private IEnumerable<string> Simple(Statement statement) => statement switch
    {
        Let let => [$"{Type(let.Variable.Kind)} {let.Variable.Name} = {Value(let)};"],
        Assign assign => [$"{assign.Variable.Name} = {_expressions.Text(assign.Value)};"],
        Store store => [$"{_expressions.Vector(store.Pointer)} = {_expressions.Text(store.Value)};"],
        StoreFirst store => First(store),
        StoreFloat store => [$"{_expressions.Element(store.Pointer)} = {_expressions.Scalar(store.Value)};"],
        Prefetch prefetch => isa.Prefetch.Length == 0 ? [] : [string.Format(System.Globalization.CultureInfo.InvariantCulture, isa.Prefetch, _expressions.Text(prefetch.Pointer))],
        Together together => together.Statements.SelectMany(Simple),
        _ => throw new InvalidOperationException($"{statement.GetType().Name} is not a simple statement."),
    };

    private string Value(Let let) => let.Value is Constant { Number: 0 } constant && !IsNegative(constant.Number) ? "default" : _expressions.Text(let.Value);

    private static bool IsNegative(float value) => value < 0 || 1 / value < 0;

    private IEnumerable<string> First(StoreFirst store)
    {
        string value = store.Value is Variable variable ? variable.Name : "part";
        if (store.Value is not Variable)
        {
            yield return "{ Vec part = " + _expressions.Text(store.Value) + ";";
        }

        for (int lane = 0; lane < store.Count; lane++)
        {
            yield return $"{_expressions.Element(store.Pointer + lane)} = {value}[{lane.ToString(CultureInfo.InvariantCulture)}];";
        }

        if (store.Value is not Variable)
        {
            yield return "}";
        }
    }

    private string Head(Loop loop)
    {
        string step = loop.Step == 1 ? $"{loop.Index.Name}++" : $"{loop.Index.Name} += {loop.Step}";
        string walkers = string.Concat(loop.Walkers.Select(walker => $", {walker.Pointer.Name} += {_expressions.Text(walker.Step)}"));
        return $"for (nint {loop.Index.Name} = {_expressions.Text(loop.From)}; {loop.Index.Name} < {_expressions.Text(loop.To)}; {step}{walkers})";
    }

    private string Condition(Condition condition) => condition.Test switch
    {
        Test.Less => $"{_expressions.Text(condition.Left)} < {_expressions.Text(condition.Right)}",
        Test.Equal => $"{_expressions.Text(condition.Left)} == {_expressions.Text(condition.Right)}",
        _ => $"{_expressions.Text(condition.Left)} != null",
    };
}
