using Etch.Generator.Graph;
using Etch.Generator.Kernels;

namespace Etch.Generator.Emit;

/// <summary>What stands between the forward pass and the kernels: one argument struct, one part and one call for each kernel.</summary>
internal static class PlumbingEmitter
{
    public static void Emit(SourceWriter writer, CompiledModel model)
    {
        Variant first = model.Variants[0];
        writer.Line("/// <summary>The kernels of one instruction set; every set has the same, with the same bits as result.</summary>");
        writer.Open("private unsafe interface IKernels");
        foreach (Kernel kernel in first.Kernels.Kernels)
        {
            writer.Pack(Listed($"static abstract void {kernel.Name}(", [.. kernel.Parameters.Select(parameter => $"{KernelEmitter.Type(parameter.Kind)} {parameter.Name}")], ");"));
        }

        writer.Close();
        foreach (Kernel kernel in first.Kernels.Kernels)
        {
            writer.Line();
            KernelCall call = model.Calls.First(candidate => candidate.Kernel == kernel.Name);
            Plumb(writer, kernel, call.Node is ProductNode, Kernels.Lowering.ScratchStride(model.Graph.Context) * ScratchRows);
        }
    }

    /// <summary>The rows of scores that a worker keeps: at least the tallest attention tile.</summary>
    public const int ScratchRows = 8;

    private static void Plumb(SourceWriter writer, Kernel kernel, bool isProduct, int scratchElements)
    {
        List<Parameter> parameters = [.. kernel.Parameters.Take(kernel.Parameters.Count - 2)];
        bool IsSlot(Parameter parameter) => isProduct && parameter.Name == "w";
        string Field(Parameter parameter) => $"{KernelEmitter.Type(parameter.Kind)} {parameter.Name}";
        string name = kernel.Name;
        writer.Pack([$"private unsafe struct {name}Arguments {{", .. parameters.Select(parameter => $"public {Field(parameter)};"), "}"]);
        writer.Line($"private static unsafe void {name}Part<K>(void* arguments, nint from, nint to, int worker) where K : struct, IKernels {{");
        writer.Indented(() =>
        {
            writer.Line($"var a = ({name}Arguments*)arguments;");
            writer.Pack(Listed($"K.{name}(", [.. parameters.Select(parameter => Unpacked(parameter, scratchElements)), "from", "to"], ");"));
        });
        writer.Line("}");
        writer.Pack(Listed($"private static unsafe void {name}<K>(", ["in TeamLease team", "int node", "nint count", .. parameters.Select(parameter => IsSlot(parameter) ? "WeightSlot* w" : Field(parameter))], ")"));
        writer.Indented(() => writer.Line("where K : struct, IKernels {"));
        writer.Indented(() =>
        {
            writer.Pack(Listed($"{name}Arguments a = new() {{ ", [.. parameters.Select(parameter => IsSlot(parameter) ? "w = w->Data" : $"{parameter.Name} = {parameter.Name}")], " };"));
            writer.Line($"team.Run(node, (int)count, {(isProduct ? "w->Kernel" : $"&{name}Part<K>")}, &a);");
        });
        writer.Line("}");
    }

    /// <summary>A list in pieces that may be put on several lines.</summary>
    public static IEnumerable<string> Listed(string head, IReadOnlyList<string> items, string tail) =>
        items.Select((item, index) => (index == 0 ? head : "") + item + (index == items.Count - 1 ? tail : ","));

    private static string Unpacked(Parameter parameter, int scratchElements) =>
        parameter.Name == "scratch" ? $"a->scratch + ((nint)worker * {scratchElements})" : $"a->{parameter.Name}";
}
