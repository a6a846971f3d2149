using System.Diagnostics;
using System.Globalization;
using Etch.Execution;
using Etch.Generator.Graph;
using Etch.Generator.Isa;
using Etch.Generator.Kernels;
using Etch.Generator.Passes;
using Etch.Generator.Spec;
using Etch.Reference;

namespace Etch.Benchmarks;

/// <summary>Product kernels alone, over packed panels, as ratios to the peak of the same run.</summary>
internal static unsafe class Products
{
    public static void Run(string set, Tile? tile)
    {
        InstructionSet isa = InstructionSets.All.First(candidate => candidate.Name == set);
        double peak = Peak.Flops(set);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{set} {tile ?? isa.ProductTile}: peak {peak / 1e9:F1} GFLOP/s"));
        foreach ((int inner, int outer) in new[] { (384, 384), (384, 1536), (768, 768), (1536, 384), (1536, 1536) })
        {
            nint kernel = Compile(isa, tile ?? isa.ProductTile, inner, outer);
            Console.Write($"  K {inner,4} N {outer,4}:");
            foreach (int rows in new[] { 1, 8, 16, 64, 128, 512 })
            {
                Console.Write(string.Create(CultureInfo.InvariantCulture, $"  M {rows} {Time(kernel, inner, outer, rows) / peak:P0}"));
            }

            Console.WriteLine();
        }
    }

    private static nint Compile(InstructionSet isa, Tile tile, int inner, int outer)
    {
        ProductNode node = new(1, new Columns(0, 0, inner), EquatableArray.Of(new Weight("w", EquatableArray.Of(outer, inner))), false, default)
        {
            Tile = tile,
            Layout = new PanelLayout(tile.Vectors * isa.Lanes, isa.Lanes, false),
        };
        ProductStrides strides = new(PlanMemory.Stride(inner), PlanMemory.Stride(outer), default);
        return KernelHarness.Compile(ProductKernel.Lower("Product", node, strides, isa.Lanes), isa).MethodHandle.GetFunctionPointer();
    }

    private static double Time(nint kernel, int inner, int outer, int rows)
    {
        var product = (delegate*<float*, float*, float*, nint, nint, nint, void>)kernel;
        using AlignedMemory x = new(4L * (rows + 16) * inner), w = new(4L * (outer + 96) * inner), y = new(4L * (rows + 16) * (outer + 96));
        x.AsSpan(0, rows * inner).Fill(0.5f);
        w.AsSpan(0, outer * inner).Fill(0.25f);
        int repeats = (int)Math.Clamp(2e8 / (2.0 * rows * inner * outer), 1, 2000);
        double best = double.MaxValue;
        for (int round = 0; round < 12; round++)
        {
            long start = Stopwatch.GetTimestamp();
            for (int repeat = 0; repeat < repeats; repeat++)
            {
                product(x.Floats, w.Floats, y.Floats, rows, 0, (outer + SplitWork.Unit - 1) / SplitWork.Unit);
            }

            best = Math.Min(best, Stopwatch.GetElapsedTime(start).TotalSeconds / repeats);
        }

        return 2.0 * rows * inner * outer / best;
    }
}
