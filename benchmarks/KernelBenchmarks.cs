using BenchmarkDotNet.Attributes;
using Etch.Execution;
using Etch.Generator.Graph;
using Etch.Generator.Isa;
using Etch.Generator.Kernels;
using Etch.Generator.Spec;
using Etch.Reference;

namespace Etch.Benchmarks;

/// <summary>Kernels alone under BenchmarkDotNet: a product, a norm, and an encoder's attention (scores, softmax, mix) through a whole layer-less model.</summary>
[MemoryDiagnoser]
public unsafe class KernelBenchmarks
{
    private readonly AlignedMemory _x = new(4L * 144 * 1536), _w = new(4L * 1632 * 384), _y = new(4L * 144 * 1632);
    private delegate*<float*, float*, float*, nint, nint, nint, void> _product;
    private delegate*<float*, float*, float*, nint, nint, void> _norm;

    /// <summary>The instruction set.</summary>
    [ParamsSource(nameof(Sets))]
    public string Set { get; set; } = "Portable";

    /// <summary>Those of this machine.</summary>
    public IEnumerable<string> Sets => Machine.InstructionSets;

    /// <summary>Compiles the kernels.</summary>
    [GlobalSetup]
    public void Setup()
    {
        InstructionSet isa = InstructionSets.All.First(candidate => candidate.Name == Set);
        ProductNode product = new(1, new Columns(0, 0, 384), EquatableArray.Of(new Weight("w", EquatableArray.Of(1536, 384))), false, default)
        {
            Tile = isa.ProductTile,
            Layout = new PanelLayout(isa.ProductTile.Vectors * isa.Lanes, isa.Lanes, false),
        };
        NormNode norm = new(1, new Columns(0, 0, 384), NormKind.Rms, 1, 1e-5f, new Weight("gain", EquatableArray.Of(384)), null, false);
        _product = (delegate*<float*, float*, float*, nint, nint, nint, void>)Pointer(ProductKernel.Lower("Product", product, new ProductStrides(384, 1536, default), isa.Lanes), isa);
        _norm = (delegate*<float*, float*, float*, nint, nint, void>)Pointer(NormKernel.Lower("Norm", norm, 384, 384, isa.Lanes), isa);
    }

    /// <summary>(128 × 384) · (384 × 1536).</summary>
    [Benchmark]
    public void Product() => _product(_x.Floats, _w.Floats, _y.Floats, 128, 0, 32);

    /// <summary>128 rows of 384.</summary>
    [Benchmark]
    public void RmsNorm() => _norm(_x.Floats, _w.Floats, _y.Floats, 0, 128);

    private static nint Pointer(Kernel kernel, InstructionSet isa) => KernelHarness.Compile(kernel, isa).MethodHandle.GetFunctionPointer();
}

/// <summary>Attention with its softmax under BenchmarkDotNet: a model that is one attention without projections, so that nothing else costs.</summary>
[MemoryDiagnoser]
public class AttentionBenchmarks
{
    private AttentionAlone.Session? _session;
    private readonly int[] _ids = [.. Enumerable.Range(0, 128)];
    private readonly float[] _output = new float[128 * 384];

    /// <summary>The instruction set.</summary>
    [ParamsSource(nameof(Sets))]
    public string Set { get; set; } = "Portable";

    /// <summary>Those of this machine.</summary>
    public IEnumerable<string> Sets => Machine.InstructionSets;

    /// <summary>Loads random weights.</summary>
    [GlobalSetup]
    public void Setup() => _session = AttentionAlone.Load(RandomWeights.For(AttentionAlone.Describe), new LoadOptions { InstructionSet = Set }).CreateSession(1);

    /// <summary>12 heads of 32 over 128 positions.</summary>
    [Benchmark]
    public void Attention() => _session!.Encode(_ids, _output);
}

/// <summary>A whole encoder under BenchmarkDotNet.</summary>
[MemoryDiagnoser]
public class EncoderBenchmarks
{
    private MiniLm.Session? _session;
    private readonly float[] _pooled = new float[384];
    private int[] _ids = [];

    /// <summary>The tokens of a sequence.</summary>
    [Params(16, 128)]
    public int Tokens { get; set; }

    /// <summary>Loads random weights.</summary>
    [GlobalSetup]
    public void Setup()
    {
        _session = MiniLm.Load(RandomWeights.For(MiniLm.Describe)).CreateSession(1);
        _ids = [.. Enumerable.Range(0, Tokens)];
    }

    /// <summary>One sequence.</summary>
    [Benchmark]
    public void Encode() => _session!.Encode(_ids, _pooled);
}
