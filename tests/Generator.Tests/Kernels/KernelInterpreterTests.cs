using System.Runtime.InteropServices;
using Etch.Generator.Isa;
using Etch.Generator.Kernels;
using Etch.Generator.Spec;
using Etch.Reference;
using static Etch.Generator.Kernels.Vectors;

namespace Etch.Generator.Tests.Kernels;

/// <summary>The interpreter of kernels is the definition; here it is held against the compiled text of the same kernels, bit by bit.</summary>
public sealed class KernelInterpreterTests
{
    public static TheoryData<string, string> Sets => [.. new[] { "Gpt2", "Gemma2", "Bloom", "Qwen3", "Local" }
        .SelectMany(spec => InstructionSets.All.Select(set => (spec, set.Name)))];

    [Theory]
    [MemberData(nameof(Sets))]
    public void CompiledKernelsGiveTheSameBits(string name, string set)
    {
        CompiledModel model = Compiler.Compile(TinySpecs.All[name], [InstructionSets.All.Single(isa => isa.Name == set)]);
        Variant variant = model.Variants[0];
        CompiledKernels compiled = new(model, variant);
        Assert.SkipUnless(compiled.IsSupported, $"This machine has no {set}.");
        foreach (Kernel kernel in variant.Kernels.Kernels)
        {
            KernelInterpreter interpreter = new(kernel, variant.Isa.Lanes);
            foreach (int rows in new[] { 1, 2, 9, 11 })
            {
                using KernelArguments expected = new(kernel, rows, seed: 7), actual = new(kernel, rows, seed: 7);
                compiled.Run(kernel.Name, [.. expected.Numbers]);
                interpreter.Run([.. actual.Values]);
                Assert.All(expected.Floats.Zip(actual.Floats), pair => Assert.True(SameBits(pair.First, pair.Second), $"{kernel.Name}, {rows} rows"));
            }
        }
    }

    [Theory]
    [InlineData(4)]
    [InlineData(8)]
    [InlineData(16)]
    public void FoldsFollowTheTree(int lanes)
    {
        // 2^24 swallows a 1 that meets it alone, so the sum tells which partials met first.
        float[] partials = [16777216, 1, 1, 1, 1, 1, 1, 1, -16777216, 1, 1, 1, 1, 1, 1, 1];
        KernelBuilder k = new("Fold", "", lanes);
        Variable x = k.Parameter("x", Kind.Floats);
        k.StoreFloat(x, FoldSum([.. Enumerable.Range(0, 16 / lanes).Select(vector => Load(x + (vector * lanes)))]));
        new KernelInterpreter(k.Build(), lanes).Run(new FloatPointer(partials, 0));
        Assert.Equal(14, partials[0]);
    }

    [Fact]
    public void ComparisonsWithNaNAreFalse()
    {
        float[] memory = [float.NaN, 1, float.NaN, 2];
        KernelBuilder k = new("Select", "", 4);
        Variable x = k.Parameter("x", Kind.Floats);
        k.Store(x, SelectLess(Load(x), One + One, Number(5), Number(6)));
        new KernelInterpreter(k.Build(), 4).Run(new FloatPointer(memory, 0));
        Assert.Equal([6, 5, 6, 6], memory);
    }

    [Fact]
    public void AnAssignmentMayReadWhatItWrites()
    {
        float[] memory = [1, 2, 3, 4];
        KernelBuilder k = new("Swap", "", 4);
        Variable x = k.Parameter("x", Kind.Floats), v = k.Let("v", Load(x));
        k.Assign(v, SwapPairs(v));
        k.Assign(v, Fma(v, v, v));
        k.Store(x, v);
        new KernelInterpreter(k.Build(), 4).Run(new FloatPointer(memory, 0));
        Assert.Equal([6, 2, 20, 12], memory);
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(13)]
    public void AKernelThatLooksOutsideIsNamed(int from)
    {
        KernelBuilder k = new("Outside", "", 4);
        Variable x = k.Parameter("values", Kind.Floats);
        k.Let("v", Load(x + from));
        KernelFault fault = Assert.Throws<KernelFault>(() => new KernelInterpreter(k.Build(), 4).Run(new FloatPointer(new float[16], 0)));
        Assert.Contains("Outside: values: ", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void ArgumentsMustFit()
    {
        KernelBuilder k = new("Copy", "", 4);
        Variable x = k.Parameter("x", Kind.Floats);
        k.Store(x, Load(x));
        KernelInterpreter interpreter = new(k.Build(), 4);
        Assert.Throws<ArgumentException>(() => interpreter.Run());
        Assert.Throws<ArgumentException>(() => interpreter.Run(1));
    }

    private static bool SameBits(float[] a, float[] b) => MemoryMarshal.AsBytes<float>(a).SequenceEqual(MemoryMarshal.AsBytes<float>(b));
}
