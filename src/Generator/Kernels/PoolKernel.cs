using Etch.Generator.Graph;
using Etch.Generator.Spec;
using static Etch.Generator.Kernels.Vectors;

namespace Etch.Generator.Kernels;

/// <summary>One row for each run: columns reduced down the positions, a chain in rising order.</summary>
internal static class PoolKernel
{
    public static Kernel Lower(string name, PoolNode node, int width, int strideX, int strideY, int lanes)
    {
        KernelBuilder k = new(name, $"y[run] = {Formula(node.Kind)}: rows of {width}.", lanes);
        Variable x = k.Parameter("x", Kind.Floats), firsts = k.Parameter("firsts", Kind.Integers), lasts = k.Parameter("lasts", Kind.Integers);
        Variable y = k.Parameter("y", Kind.Floats), from = k.Parameter("from", Kind.Index), to = k.Parameter("to", Kind.Index);
        k.For("run", from, to, 1, run =>
        {
            Variable first = k.Let("first", LoadInteger(firsts + run)), last = k.Let("last", LoadInteger(lasts + run));
            Variable count = k.Let("count", last - first + 1);
            Variable rows = k.Let("rows", x + (first * strideX)), rowY = k.Let("rowY", y + (run * strideY));
            int whole = width / k.Lanes * k.Lanes;
            k.For("j", 0, whole, k.Lanes, j => Column(k, node.Kind, rows + j, count, rowY + j, strideX, k.Lanes));
            if (width > whole)
            {
                Column(k, node.Kind, rows + whole, count, rowY + whole, strideX, width - whole);
            }
        });
        return k.Build();
    }

    private static void Column(KernelBuilder k, Pooling kind, Expression x, Expression count, Expression y, int stride, int lanes)
    {
        Variable walk = k.Let("walk", x), made = k.Let("made", kind == Pooling.Max ? Number(float.NegativeInfinity) : Zero);
        k.For("row", 0, count, 1, [new Walker(walk, stride)], row => k.Assign(made, kind switch
        {
            Pooling.Max => Greater(made, Load(walk)),
            Pooling.Weighted => Fma(Load(walk), Splat(ToFloat(row + 1)), made),
            _ => made + Load(walk),
        }));
        k.Store(y, kind switch
        {
            Pooling.Mean => made / Splat(ToFloat(count)),
            Pooling.MeanSqrt => made / Sqrt(Splat(ToFloat(count))),
            Pooling.Weighted => made / (Splat(ToFloat(count)) * Splat(ToFloat(count + 1)) * Number(0.5f)),
            _ => made,
        }, lanes);
    }

    private static string Formula(Pooling kind) => kind switch
    {
        Pooling.Mean => "Σ x / n",
        Pooling.MeanSqrt => "Σ x / √n",
        Pooling.Weighted => "Σ (position + 1) · x / (n (n + 1) / 2)",
        _ => "max x",
    };
}
