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
            writer.Line($"static abstract void {kernel.Name}({KernelEmitter.Parameters(kernel)});");
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
        writer.Open($"private unsafe struct {kernel.Name}Arguments");
        writer.Pack(parameters.Select(parameter => $"public {KernelEmitter.Type(parameter.Kind)} {parameter.Name};"));
        writer.Close();
        writer.Line();
        writer.Open($"private static unsafe void {kernel.Name}Part<K>(void* arguments, nint from, nint to, int worker) where K : struct, IKernels");
        writer.Line($"var a = ({kernel.Name}Arguments*)arguments;");
        writer.Line($"K.{kernel.Name}({string.Join(", ", parameters.Select(parameter => Unpacked(parameter, scratchElements)))}, from, to);");
        writer.Close();
        writer.Line();
        string list = string.Join(", ", parameters.Select(parameter => isProduct && parameter.Name == "w" ? "WeightSlot* w" : $"{KernelEmitter.Type(parameter.Kind)} {parameter.Name}"));
        writer.Open($"private static unsafe void {kernel.Name}<K>(in TeamLease team, int node, nint count, {list}) where K : struct, IKernels");
        string fill = string.Join(", ", parameters.Select(parameter => isProduct && parameter.Name == "w" ? "w = w->Data" : $"{parameter.Name} = {parameter.Name}"));
        writer.Line($"{kernel.Name}Arguments a = new() {{ {fill} }};");
        writer.Line($"team.Run(node, (int)count, {(isProduct ? "w->Kernel" : $"&{kernel.Name}Part<K>")}, &a);");
        writer.Close();
    }

    private static string Unpacked(Parameter parameter, int scratchElements) =>
        parameter.Name == "scratch" ? $"a->scratch + ((nint)worker * {scratchElements})" : $"a->{parameter.Name}";
}
