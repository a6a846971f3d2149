using Etch.Generator.Tests.Support;

namespace Etch.Generator.Tests.Snapshots;

/// <summary>What a user sees with F12: the explanation, the API and the forward pass of whole small models.</summary>
public class ModelSnapshots : SnapshotTest
{
    [Fact]
    public async Task ALlamaReadsAsThePaper()
    {
        string text = new TestProject(Shapes.Llama.Replace("class Model", "class TinyLlama")).Generate()["TinyLlama.g.cs"];
        int end = text.IndexOf("    /// <summary>The weights by name.", StringComparison.Ordinal);
        await Verify(text[..end]).UseName("TinyLlama");
    }

    [Fact]
    public async Task ABrokenModelKeepsItsApi()
    {
        string text = new TestProject(Shapes.Llama.Replace("Attention(4,", "Attention(5,").Replace("class Model", "class BrokenLlama")).Generate()["BrokenLlama.g.cs"];
        await Verify(text).UseName("BrokenLlama");
    }
}
