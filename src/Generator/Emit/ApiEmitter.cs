using Etch.Generator.Graph;
using Etch.Generator.Spec;

namespace Etch.Generator.Emit;

/// <summary>The public members of a model and its session: rows that the form decides.</summary>
internal static class ApiEmitter
{
    public static void OpenClass(SourceWriter writer, CompiledModel model)
    {
        FormText form = FormText.Of(model.Form);
        Header.OpenType(writer, model.Spec, $" : IModel<{form.Interface}>");
    }

    public static void Emit(SourceWriter writer, CompiledModel model)
    {
        string name = model.Spec.Name;
        FormText form = FormText.Of(model.Form);
        writer.Lines($$"""
            private readonly ModelData _data;

            private {{name}}(ModelData data) => _data = data;

            /// <summary>Loads the weights: a safetensors file, or a folder with one or with shards and an index. They are packed once.</summary>
            public static {{name}} Load(string path, LoadOptions? options = null) => new(ModelData.Load(Declaration, path, options));

            /// <summary>Loads the weights from a safetensors file in a stream that can seek, say an embedded resource; the stream stays open.</summary>
            public static {{name}} Load(System.IO.Stream weights, LoadOptions? options = null) => new(ModelData.Load(Declaration, weights, options));

            /// <summary>Writes the weights as one safetensors file of float32 tensors under their roles; <see cref="Load(string, LoadOptions)"/> reads it.</summary>
            public void Save(string path) => _data.Save(path);

            /// <summary>What runs where: nodes, shapes, FLOPs, bytes, places.</summary>
            public static ModelPlan Plan => ModelPlan.For(Declaration, Rows);

            /// <summary>What the runtime is told of the model: sizes, parameters, tables, kernels.</summary>
            public static ModelDeclaration Describe => Declaration;

            /// <summary>The graph as a Mermaid diagram.</summary>
            public static string Mermaid => Plan.Mermaid;

            /// <summary>The instruction set that the weights are packed for.</summary>
            public string InstructionSet => _data.Kernels.Name;

            /// <summary>Tensors of the file that the model does not use.</summary>
            public IReadOnlyList<string> Unused => _data.Unused;

            /// <summary>Bytes of the packed weights and tables.</summary>
            public long WeightBytes => _data.WeightBytes;

            /// <summary>A session: one caller at a time; any number of sessions run on one model.</summary>
            public Session CreateSession(int threads = 0) => new(new {{form.Core}}(_data, threads));

            {{form.Interface}} IModel<{{form.Interface}}>.CreateSession(int threads) => CreateSession(threads);

            /// <summary>Refuses new sessions; the memory is freed when the last session is disposed.</summary>
            public void Dispose() => _data.Dispose();
            """);
        writer.Line();
        writer.Line($"/// <summary>A session of {name}: its memory, and what it has read.</summary>");
        writer.Open($"public sealed class Session : {form.Interface}");
        writer.Lines($$"""
            private readonly {{form.Core}} _session;

            internal Session({{form.Core}} session) => _session = session;

            /// <inheritdoc/>
            public int Context => {{model.Graph.Context}};

            /// <summary>Copies of hidden states and attention weights.</summary>
            public Taps Taps => _session.Taps;

            """);
        writer.Lines(form.Members);
        foreach (GraphOutput output in model.Graph.Outputs.Take(model.Graph.Outputs.Count - 1))
        {
            writer.Line();
            writer.Line($"/// <summary>The output \"{output.Name}\" of the last call: rows × {model.Graph[output.Value].Type.Width}.</summary>");
            writer.Line($"public ReadOnlySpan<float> {Kernels.Names.Pascal(output.Name)} => _session.Output({CSharp.Text(output.Name)});");
        }

        writer.Line();
        writer.Line("/// <inheritdoc/>");
        writer.Line("public void Dispose() => _session.Dispose();");
        writer.Close();
    }
}
