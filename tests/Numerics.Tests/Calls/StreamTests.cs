using Etch.Execution;
using Etch.Numerics.Tests.Support;

namespace Etch.Numerics.Tests.Calls;

/// <summary>A model whose weights come from a stream is the model of the file.</summary>
public sealed class StreamTests
{
    [Fact]
    public void PackedWeightsAreTheSame()
    {
        string path = Path.Combine(Files.Golden("bert"), "model.safetensors");
        ModelDeclaration declaration = new TestModel(Catalogue.Golden("bert"), path).Declaration;
        using MemoryStream stream = new(File.ReadAllBytes(path));
        using ModelData expected = ModelData.Load(declaration, path), actual = ModelData.Load(declaration, stream);

        Assert.Equal(expected.Unused, actual.Unused);
        Assert.Equal(Saved(expected), Saved(actual));
    }

    private static byte[] Saved(ModelData model)
    {
        string path = RandomFile.PathOf("stream.safetensors");
        model.Save(path);
        return File.ReadAllBytes(path);
    }
}
