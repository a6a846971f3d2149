using Etch.Generator.Spec;

namespace Etch.Generator.Emit;

/// <summary>The namespace and the partial class around what is generated.</summary>
internal static class Header
{
    public static void OpenType(SourceWriter writer, ModelSpec spec, string interfaces = "")
    {
        if (spec.Namespace.Length > 0)
        {
            writer.Line($"namespace {spec.Namespace};");
            writer.Line();
        }

        writer.Open($"partial class {spec.Name}{interfaces}");
    }

    public static void CloseType(SourceWriter writer, ModelSpec spec) => writer.Close();
}
