using Etch.Numerics.Tests.Support;
using Etch.Weights;

namespace Etch.Numerics.Tests.Calls;

/// <summary>A file that is not the model's is one exception that lists all that is wrong with it.</summary>
public sealed class BadFileTests
{
    [Fact]
    public void EverythingWrongIsInOneException()
    {
        TestModel model = Catalogue.Of("LlamaShape");
        (string Role, int[] Shape)[] good = [.. RandomFile.Parameters(model.Declaration)];
        (string Role, int[] Shape)[] bad =
        [
            .. good.Where(tensor => tensor.Role is not ("layers.1.0.attention.key.weight" or "final.norm.gain"))
                .Select(tensor => tensor.Role == "layers.0.1.feedForward.up.weight" ? (tensor.Role, [40, 52]) : tensor),
        ];
        WeightsException wrong = Assert.Throws<WeightsException>(() => model.Assembly.Load(RandomFile.Write("bad.safetensors", bad)));
        Assert.Equal(3, wrong.Problems.Count);
        Assert.Contains(wrong.Problems, problem => problem.Contains("layers.1.0.attention.key.weight", StringComparison.Ordinal));
        Assert.Contains(wrong.Problems, problem => problem.Contains("final.norm.gain", StringComparison.Ordinal));
        Assert.Contains(wrong.Problems, problem => problem.Contains("layers.0.1.feedForward.up.weight", StringComparison.Ordinal) && problem.Contains("52", StringComparison.Ordinal));
        Assert.All(wrong.Problems, problem => Assert.Contains("bad.safetensors", problem));
    }

    [Fact]
    public void WhatNobodyUsesIsListed()
    {
        TestModel model = Catalogue.Of("LlamaShape");
        string path = RandomFile.Write("extra.safetensors", [.. RandomFile.Parameters(model.Declaration), ("optimizer.step", [3]), ("another", [2, 2])]);
        using IDisposable loaded = model.Assembly.Load(path);
        Assert.Equal(["another", "optimizer.step"], ((IModel<ILanguageModel>)loaded).Unused.Order(StringComparer.Ordinal));
        using IDisposable exact = model.Load();
        Assert.Empty(((IModel<ILanguageModel>)exact).Unused);
    }

    [Fact]
    public void AFileThatIsCutOffIsRefused()
    {
        TestModel model = Catalogue.Of("LlamaShape");
        byte[] whole = File.ReadAllBytes(model.Weights);
        foreach (int length in new[] { 0, 7, 8, 100, whole.Length - 1 })
        {
            string path = RandomFile.PathOf($"cut{length}.safetensors");
            File.WriteAllBytes(path, whole[..length]);
            Assert.Contains(Path.GetFileName(path), Assert.Throws<InvalidDataException>(() => model.Assembly.Load(path)).Message);
        }
    }

    [Fact]
    public void AnUnknownInstructionSetIsNamed() =>
        Assert.Contains("Portable", Assert.Throws<PlatformNotSupportedException>(() => Catalogue.Of("LlamaShape").Load("Altivec")).Message);

    [Fact]
    public void NothingIsLeftOfACancelledLoad()
    {
        string path = Catalogue.Of("LlamaShape").Weights;
        using CancellationTokenSource source = new();
        source.Cancel();
        Assert.Throws<OperationCanceledException>(() => Models.LlamaShape.Load(path, new LoadOptions { Cancellation = source.Token }));
        List<LoadProgress> told = [];
        using Models.LlamaShape model = Models.LlamaShape.Load(path, new LoadOptions { Progress = new Teller(told) });
        Assert.NotEmpty(told);
        Assert.Equal(told[^1].BytesTotal, told[^1].BytesDone);
    }

    private sealed class Teller(List<LoadProgress> told) : IProgress<LoadProgress>
    {
        public void Report(LoadProgress value) => told.Add(value);
    }
}
