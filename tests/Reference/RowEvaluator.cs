using Etch.Generator.Graph;
using Etch.Generator.Spec;

namespace Etch.Reference;

/// <summary>
/// Nodes that make rows from rows. An element is read where the kernels read it and written as soon as it is known, so that memory which
/// must not be shared shows.
/// </summary>
internal sealed class RowEvaluator(GraphPass pass)
{
    private ValueMemory Memory => pass.Memory;

    public void Gather(GatherNode node)
    {
        int[] index = pass.Input(node.Index);
        int width = pass.Width(node.Output);
        double[]? table = node.Table is { } weight ? pass.Weight(weight) : node.Made is { } made ? pass.Parameters.Table(made) : null;
        pass.Make(node.Output);
        foreach (int row in pass.Places(index.Length))
        {
            int from = index[row] + node.Offset;
            foreach (int column in pass.Places(width))
            {
                double element = table is null ? Memory.Read(node.Source, from, column, 1)[0] : table.AsSpan(from * width, width)[column];
                Memory.Write(node.Output, row, column, pass.Operate(node.Operations, element, 0, row, column));
            }
        }
    }

    public void Map(MapNode node)
    {
        pass.Make(node.Output);
        foreach (int row in pass.Places(pass.Rows(node.Output)))
        {
            foreach (int column in pass.Places(node.Input.Width))
            {
                double element = Memory.Read(node.Input.Value, row, node.Input.From + column, 1)[0];
                Memory.Write(node.Output, row, column, pass.Operate(node.Operations, element, 0, row, column));
            }
        }
    }

    public void Product(ProductNode node)
    {
        (double[][] matrices, double[][] biases) = ([.. node.Matrices.Select(pass.Weight)], [.. node.Biases.Select(pass.Weight)]);
        if (biases.Length > 0 && biases.Length != matrices.Length)
        {
            throw new InvalidOperationException($"The product %{node.Output} has {matrices.Length} matrices and {biases.Length} biases.");
        }

        int rows = pass.Rows(node.Output), width = pass.Width(node.Output);
        pass.Make(node.Output);
        Memory.Overrun(node.Output, rows, width);
        foreach (int row in pass.Places(rows))
        {
            foreach (int column in pass.Places(width))
            {
                (int matrix, int place) = node.Paired ? (0, column) : Find(node.Matrices, column);
                double value = Sum(node, matrices, biases, row, matrix, place);
                double up = node.Paired ? Sum(node, matrices, biases, row, 1, place) : 0;
                Memory.Write(node.Output, row, column, pass.Operate(node.Operations, value, up, row, column));
            }
        }
    }

    private double Sum(ProductNode node, double[][] matrices, double[][] biases, int row, int matrix, int column)
    {
        ReadOnlySpan<double> x = Memory.Read(node.Input.Value, row, node.Input.From, node.Inner), w = matrices[matrix].AsSpan(column * node.Inner, node.Inner);
        double sum = 0;
        for (int k = 0; k < x.Length; k++)
        {
            sum += x[k] * w[k];
        }

        return biases.Length == 0 ? sum : sum + biases[matrix][column];
    }

    private static (int Matrix, int Column) Find(EquatableArray<Weight> matrices, int column)
    {
        int matrix = 0;
        while (column >= matrices[matrix].Shape[0])
        {
            column -= matrices[matrix++].Shape[0];
        }

        return (matrix, column);
    }

    public void Norm(NormNode node)
    {
        (double[]? gain, double[]? bias) = (node.Gain is null ? null : pass.Weight(node.Gain), node.Bias is null ? null : pass.Weight(node.Bias));
        int width = node.Input.Width / node.Groups;
        pass.Make(node.Output);
        foreach (int row in pass.Places(pass.Rows(node.Output)))
        {
            foreach (int group in pass.Places(node.Groups))
            {
                (double mean, double divisor) = Moments(node, Memory.Read(node.Input.Value, row, node.Input.From + (group * width), width));
                foreach (int column in pass.Places(width))
                {
                    int at = node.GainPerGroup ? (group * width) + column : column;
                    double value = (Memory.Read(node.Input.Value, row, node.Input.From + (group * width) + column, 1)[0] - mean) / divisor;
                    Memory.Write(node.Output, row, (group * width) + column, (value * (gain?[at] ?? 1)) + (bias?[at] ?? 0));
                }
            }
        }
    }

    /// <summary>What is subtracted, and what is divided by.</summary>
    private static (double Mean, double Divisor) Moments(NormNode node, ReadOnlySpan<double> x)
    {
        double sum = 0, squares = 0;
        foreach (double element in x)
        {
            sum += element;
        }

        double mean = node.Kind == NormKind.Layer ? sum / x.Length : 0;
        foreach (double element in x)
        {
            squares += (element - mean) * (element - mean);
        }

        return (mean, node.Kind == NormKind.L2 ? Math.Max(Math.Sqrt(squares), node.Epsilon) : Math.Sqrt((squares / x.Length) + node.Epsilon));
    }

    public void Rotate(RotateNode node)
    {
        (double[] cosines, double[] sines) = (pass.Parameters.Table(node.Cosines), pass.Parameters.Table(node.Sines));
        int[] positions = pass.Input(node.Positions);
        int head = node.Input.Width / node.Heads, half = node.Width / 2;
        pass.Make(node.Output);
        foreach (int row in pass.Places(positions.Length))
        {
            foreach (int start in pass.Places(node.Heads).Select(index => index * head))
            {
                foreach (int k in pass.Places(half))
                {
                    (int first, int second) = node.Pairing == Generator.Spec.Pairing.Halves ? (k, k + half) : (2 * k, (2 * k) + 1);
                    double x = At(node.Input, row, start + first), y = At(node.Input, row, start + second);
                    (double cos, double sin) = (cosines[(positions[row] * half) + k], sines[(positions[row] * half) + k]);
                    Memory.Write(node.Output, row, start + first, (x * cos) - (y * sin));
                    Memory.Write(node.Output, row, start + second, (y * cos) + (x * sin));
                }

                foreach (int place in pass.Places(head - node.Width))
                {
                    Memory.Write(node.Output, row, start + node.Width + place, At(node.Input, row, start + node.Width + place));
                }
            }
        }
    }

    public void Pool(PoolNode node)
    {
        (int[] firsts, int[] lasts) = (pass.Call.Input("firsts"), pass.Call.Input("lasts"));
        pass.Make(node.Output);
        foreach (int run in pass.Places(firsts.Length))
        {
            foreach (int column in pass.Places(pass.Width(node.Output)))
            {
                double[] down = [.. Enumerable.Range(firsts[run], lasts[run] - firsts[run] + 1).Select(row => Memory.Read(node.Input, row, column, 1)[0])];
                Memory.Write(node.Output, run, column, Pooled(node.Kind, down));
            }
        }
    }

    private static double Pooled(Generator.Spec.Pooling kind, double[] down) => kind switch
    {
        Generator.Spec.Pooling.Mean => down.Average(),
        Generator.Spec.Pooling.MeanSqrt => down.Sum() / Math.Sqrt(down.Length),
        Generator.Spec.Pooling.Weighted => down.Select((element, place) => (place + 1) * element).Sum() / (down.Length * (down.Length + 1) / 2.0),
        Generator.Spec.Pooling.Max => down.Max(),
        _ => throw new NotSupportedException($"No meaning for a pool of {kind}."),
    };

    private double At(Columns columns, int row, int column) => Memory.Read(columns.Value, row, columns.From + column, 1)[0];
}
