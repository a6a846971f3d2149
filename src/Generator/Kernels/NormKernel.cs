using Etch.Generator.Graph;
using static Etch.Generator.Kernels.Vectors;

namespace Etch.Generator.Kernels;

/// <summary>Norms of rows, or of equal groups of columns of a row. Layer norm takes two passes: the mean, then the squares of the differences.</summary>
internal static class NormKernel
{
    public static Kernel Lower(string name, NormNode node, int strideX, int strideY, int lanes)
    {
        int width = node.Input.Width / node.Groups;
        KernelBuilder k = new(name, Summary(node, width), lanes);
        Variable x = k.Parameter("x", Kind.Floats);
        Variable? gain = node.Gain is null ? null : k.Parameter("gain", Kind.Floats), bias = node.Bias is null ? null : k.Parameter("bias", Kind.Floats);
        Variable y = k.Parameter("y", Kind.Floats), from = k.Parameter("from", Kind.Index), to = k.Parameter("to", Kind.Index);

        Variable rowX = k.Let("rowX", x + (from * strideX)), rowY = k.Let("rowY", y + (from * strideY));
        k.For("row", from, to, 1, [new Walker(rowX, strideX), new Walker(rowY, strideY)], _ =>
        {
            if (node.Groups == 1)
            {
                Row(k, node, rowX, rowY, gain, bias, width);
                return;
            }

            Variable groupX = k.Let("groupX", rowX), groupY = k.Let("groupY", rowY);
            List<Walker> walkers = [new(groupX, width), new(groupY, width)];
            Variable? groupGain = gain, groupBias = bias;
            if (node.GainPerGroup)
            {
                groupGain = Walk(k, walkers, "groupGain", gain, width);
                groupBias = Walk(k, walkers, "groupBias", bias, width);
            }

            k.For("group", 0, node.Groups, 1, walkers, _ => Row(k, node, groupX, groupY, groupGain, groupBias, width));
        });
        return k.Build();
    }

    /// <summary>A parameter of which each group has its own.</summary>
    private static Variable? Walk(KernelBuilder k, List<Walker> walkers, string name, Variable? parameter, int width)
    {
        if (parameter is null)
        {
            return null;
        }

        Variable walking = k.Let(name, parameter);
        walkers.Add(new Walker(walking, width));
        return walking;
    }

    private static void Row(KernelBuilder k, NormNode node, Variable x, Variable y, Variable? gain, Variable? bias, int width)
    {
        Expression Same(Expression value) => value;
        Expression Square(Expression value, Expression sum) => Fma(value, value, sum);
        if (node.Kind == NormKind.Layer)
        {
            Variable sum = Sixteen.Sum(k, "sum", x, width, Same, (value, partial) => partial + value);
            Variable mean = k.Let("mean", sum / Number(width));
            Variable squares = Sixteen.Sum(k, "square", x, width, value => value - mean, Square);
            Variable scale = k.Let("scale", One / Sqrt((squares / Number(width)) + Number(node.Epsilon)));
            Write(k, x, y, width, (value, at) => Affine((value - mean) * scale, gain, bias, at));
        }
        else
        {
            Variable squares = Sixteen.Sum(k, "square", x, width, Same, Square);
            if (node.Kind == NormKind.Rms)
            {
                Variable scale = k.Let("scale", One / Sqrt((squares / Number(width)) + Number(node.Epsilon)));
                Write(k, x, y, width, (value, at) => Affine(value * scale, gain, bias, at));
            }
            else
            {
                Variable length = k.Let("length", Greater(Sqrt(squares), Number(node.Epsilon)));
                Write(k, x, y, width, (value, _) => value / length);
            }
        }
    }

    private static Expression Affine(Expression value, Variable? gain, Variable? bias, Expression at) => (gain, bias) switch
    {
        (null, null) => value,
        (null, _) => value + Load(bias! + at),
        (_, null) => value * Load(gain + at),
        _ => Fma(value, Load(gain + at), Load(bias + at)),
    };

    private static void Write(KernelBuilder k, Variable x, Variable y, int width, Func<Expression, Expression, Expression> element)
    {
        int whole = width / k.Lanes * k.Lanes;
        k.For("j", 0, whole, k.Lanes, j => k.Store(y + j, element(Load(x + j), j)));
        if (width > whole)
        {
            k.Store(y + whole, element(Load(x + whole), whole), width - whole);
        }
    }

    private static string Summary(NormNode node, int width) => (node.Kind switch
    {
        NormKind.Layer => "y = (x − mean) / √(variance + ε)",
        NormKind.Rms => "y = x / √(mean(x²) + ε)",
        _ => "y = x / max(‖x‖, ε)",
    }) + (node.Gain is null ? "" : " · gain") + (node.Bias is null ? "" : " + bias") + (node.Groups == 1 ? $": rows of {width}." : $": {node.Groups} groups of {width}.");
}
