using Etch.Generator.Graph;
using Etch.Generator.Isa;
using Etch.Generator.Kernels;
using Etch.Generator.Parsing;
using Etch.Generator.Spec;
using Etch.Generator.Tests.Support;

namespace Etch.Generator.Tests.Printing;

/// <summary>Dumps are read by people: the graph as the paper has it, the graph with all decisions, a kernel before it meets a machine.</summary>
public class PrinterTests : SnapshotTest
{
    private const string Llama = """
        { "model_type": "llama", "vocab_size": 96, "max_position_embeddings": 64, "hidden_size": 32, "intermediate_size": 48, "num_hidden_layers": 2, "num_attention_heads": 4, "num_key_value_heads": 2 }
        """;

    [Fact]
    public async Task ThePapersGraph() => await Verify(Passes()["Build"], "Printing").UseName("Graph.Plain");

    [Fact]
    public async Task TheGraphAfterAllPasses() => await Verify(Passes()["ChooseLayouts.Avx2"], "Printing").UseName("Graph.Avx2");

    [Fact]
    public async Task AKernelBeforeItMeetsAMachine()
    {
        CompiledModel model = Compiler.Compile(Spec(), [InstructionSets.All[3]]);
        await Verify(KernelPrinter.Print(model.Variants[0].Kernels.Kernels.First(kernel => kernel.Name == "Product32")), "Printing").UseName("Kernel.Product");
    }

    [Fact]
    public void TheDumpShowsEachPassThatChangedTheGraph()
    {
        TestProject project = TestProject.WithConfig(Llama);
        string dump = (project with { Properties = project.Properties.Add("build_property.EtchDump", "true") }).Generate()["Model.Dump.g.cs"];
        Assert.All(dump.Split('\n'), line => Assert.True(line.Length == 0 || line.StartsWith("//", StringComparison.Ordinal), line));
        string[] shown = [.. dump.Split('\n').Where(line => line.StartsWith("// ---- after ", StringComparison.Ordinal)).Select(line => line[14..])];
        Assert.Equal("Build", shown[0]);
        Assert.Contains("FuseAttention", shown);
        Assert.Contains("PlanMemory", shown);
        Assert.DoesNotContain("InferShapes", shown);
        Assert.DoesNotContain(project.Generate().Files, file => file.Name.Contains("Dump", StringComparison.Ordinal));
    }

    private static ModelSpec Spec()
    {
        List<Finding> findings = [];
        ModelSpec? spec = Families.Family.Read(new ClassSpec("Tiny", "", "public", "Tiny"), "config.json", Llama, findings);
        Assert.Empty(findings);
        return spec!;
    }

    private static Dictionary<string, string> Passes()
    {
        Dictionary<string, string> texts = [];
        Compiler.Compile(Spec(), InstructionSets.All, (pass, graph) => texts.Add(pass, GraphPrinter.Print(graph)));
        return texts;
    }
}
