using Etch.Execution;
using Etch.Numerics.Tests.Support;
using Etch.Reference;
using Etch.Weights;

namespace Etch.Numerics.Tests.Calls;

/// <summary>What a model saves is the model: loaded again, for any instruction set, it gives the same bits.</summary>
public sealed class SaveTests
{
    public static TheoryData<string> Models => [.. Catalogue.All.Concat(Catalogue.Goldens)];

    [Theory]
    [MemberData(nameof(Models))]
    public void ASavedModelIsTheSame(string name)
    {
        TestModel model = Catalogue.Goldens.Contains(name) ? new TestModel(Catalogue.Golden(name), Path.Combine(Files.Golden(name), "model.safetensors")) : Catalogue.Of(name);
        Sentence sentence = model.Sentence(Math.Min(17, model.Declaration.Context));
        string path = RandomFile.PathOf($"{name}.saved.safetensors");
        float[] expected;
        using (Subject subject = model.Open(Machine.InstructionSets[0]))
        {
            expected = subject.Run(sentence);
            subject.Save(path);
        }

        TestModel saved = new(model.Type, path);
        foreach (string set in Machine.InstructionSets)
        {
            using Subject again = saved.Open(set);
            Bits.Equal(expected, again.Run(sentence), $"{name} saved from {Machine.InstructionSets[0]}, loaded for {set}");
        }
    }

    /// <summary>The names are the roles, tied tensors stand there once, and elements are those that the expressions make: here of fused and turned matrices.</summary>
    [Fact]
    public void AFileHasTheRoles()
    {
        string path = RandomFile.PathOf("gpt2.roles.safetensors");
        using (IDisposable model = new TestModel(Catalogue.Golden("gpt2"), Path.Combine(Files.Golden("gpt2"), "model.safetensors")).Load())
            ((IModel<ILanguageModel>)model).Save(path);

        using SafetensorsFile saved = SafetensorsFile.Open(path);
        Assert.Contains("tokens.weight", saved.Tensors.Select(tensor => tensor.Name));
        Assert.DoesNotContain("head.weight", saved.Tensors.Select(tensor => tensor.Name));
        using WeightSource source = WeightSource.Open(Files.Golden("gpt2"));
        SafetensorsTensor key = saved.Find("layers.1.0.attention.key.weight")!;
        WeightRequest request = new("key", "\"transformer.h.1.attn.c_attn.weight\"[:, 40:80].T", [.. key.Shape]);
        Assert.Equal(Elements(WeightBinding.Bind(source, [request])[0], key.Shape), Elements(WeightBinding.Bind(WeightSource.Open(path), [request with { Expression = $"\"{key.Name}\"" }])[0], key.Shape));
    }

    [Fact]
    public void AFileThatCannotBeWrittenLeavesAllAsItWas()
    {
        using IDisposable model = Catalogue.Of("LlamaShape").Load();
        string folder = RandomFile.PathOf("no-folder");
        Assert.Throws<DirectoryNotFoundException>(() => ((IModel<ILanguageModel>)model).Save(Path.Combine(folder, "model.safetensors")));
        Assert.False(Directory.Exists(folder));
    }

    [Fact]
    public void ADisposedModelIsNotSaved()
    {
        IDisposable model = Catalogue.Of("LlamaShape").Load();
        model.Dispose();
        string path = RandomFile.PathOf("disposed.safetensors");
        Assert.Throws<ObjectDisposedException>(() => ((IModel<ILanguageModel>)model).Save(path));
        Assert.False(File.Exists(path));
    }

    private static float[] Elements(BoundWeight weight, IReadOnlyList<long> shape)
    {
        float[] elements = new float[shape.Aggregate(1L, (product, extent) => product * extent)];
        weight.Read(new long[shape.Count], [.. shape], elements);
        return elements;
    }
}
