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
            writer.Wrap(Listed($"static abstract void {kernel.Name}(", [.. kernel.Parameters.Select(parameter => $"{KernelEmitter.Type(parameter.Kind)} {parameter.Name}")], ");"));
        }

        writer.Close();
        int scratch = Lowering.ScratchElements(model.Graph, model.Bounds);
        foreach (KernelCall call in model.Calls.GroupBy(call => call.Name).Select(group => group.First()))
        {
            writer.Line();
            Plumb(writer, call, first.Kernels, scratch);
        }
    }

    private static void Plumb(SourceWriter writer, KernelCall call, KernelCollector kernels, int scratchElements)
    {
        string name = call.Name;
        Kernel kernel = kernels[call.Kernel];
        Kernel? finish = call.Finish is null ? null : kernels[call.Finish];
        List<Parameter> parameters = [.. WithoutRange(kernel), .. finish is null ? [] : WithoutRange(finish).Where(parameter => kernel.Parameters.All(known => known.Name != parameter.Name))];
        bool isProduct = call.Node is ProductNode;
        bool IsSlot(Parameter parameter) => isProduct && parameter.Name == "w";
        string Field(Parameter parameter) => $"{KernelEmitter.Type(parameter.Kind)} {parameter.Name}";
        IEnumerable<string> Invoke(Kernel invoked, string from, string to) =>
            Listed($"K.{invoked.Name}(", [.. WithoutRange(invoked).Select(parameter => Unpacked(parameter, scratchElements)), from, to], ");");

        writer.Wrap([$"private unsafe struct {name}Arguments {{", .. parameters.Select(parameter => $"public {Field(parameter)};"), "}"]);
        writer.Begin($"private static unsafe void {name}Part<K>(void* arguments, nint from, nint to, int worker) where K : struct, IKernels");
        writer.Line($"var a = ({name}Arguments*)arguments;");
        if (finish is null)
        {
            writer.Wrap(Invoke(kernel, "from", "to"));
        }
        else
        {
            writer.Begin("for (nint unit = from; unit < to; unit++)");
            writer.Wrap(Invoke(kernel, "unit", "unit + 1"));
            writer.Wrap(Invoke(finish, "unit", "unit + 1"));
            writer.Close();
        }

        writer.Close();
        writer.Wrap(Listed($"private static unsafe void {name}<K>(", ["in TeamLease team", "int node", "nint count", .. parameters.Select(parameter => IsSlot(parameter) ? "WeightSlot* w" : Field(parameter))], ")"));
        writer.Indented(() => writer.Line("where K : struct, IKernels {"));
        writer.Indented(() =>
        {
            writer.Wrap(Listed($"{name}Arguments a = new() {{ ", [.. parameters.Select(parameter => IsSlot(parameter) ? "w = w->Data" : $"{parameter.Name} = {parameter.Name}")], " };"));
            writer.Line($"team.Run(node, (int)count, {(isProduct ? "w->Kernel" : $"&{name}Part<K>")}, &a);");
        });
        writer.Line("}");
    }

    private static IEnumerable<Parameter> WithoutRange(Kernel kernel) => kernel.Parameters.Take(kernel.Parameters.Count - 2);

    /// <summary>A list in pieces that may be put on several lines.</summary>
    public static IEnumerable<string> Listed(string head, IReadOnlyList<string> items, string tail) =>
        items.Select((item, index) => (index == 0 ? head : "") + item + (index == items.Count - 1 ? tail : ","));

    private static string Unpacked(Parameter parameter, int scratchElements) =>
        parameter.Name == "scratch" ? $"a->scratch + ((nint)worker * {scratchElements})" : $"a->{parameter.Name}";
}
