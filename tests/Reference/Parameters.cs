using System.Globalization;
using Etch.Generator.Graph;
using Etch.Generator.Spec;
using Etch.Numerics;

namespace Etch.Reference;

/// <summary>Gives the elements of a parameter, row after row.</summary>
/// <param name="role">Its role, with the layer's number in it.</param>
/// <param name="shape">The shape that the graph has for it.</param>
internal delegate double[] WeightReader(string role, EquatableArray<int> shape);

/// <summary>Parameters and tables of a graph, each read or made once.</summary>
internal sealed class Parameters(WeightReader reader)
{
    private readonly Dictionary<(string Role, EquatableArray<int> Shape), double[]> _weights = [];
    private readonly Dictionary<Table, double[]> _tables = [];

    /// <summary>The elements of a parameter in a layer; the stand-in without a role is zeros.</summary>
    public double[] Weight(Weight weight, int layer)
    {
        if (weight.Role.Length == 0)
        {
            return new double[weight.Elements];
        }

        string role = weight.Role.Replace("{layer}", layer.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal);
        if (!_weights.TryGetValue((role, weight.Shape), out double[]? elements))
        {
            elements = reader(role, weight.Shape);
            _weights[(role, weight.Shape)] = elements.Length == weight.Elements
                ? elements
                : throw new InvalidOperationException($"{role} must have {weight.Elements} elements, but {elements.Length} were given.");
        }

        return elements;
    }

    /// <summary>A table: positions × half the rotated places, positions × width, or one slope a head.</summary>
    public double[] Table(Table table)
    {
        if (!_tables.TryGetValue(table, out double[]? elements))
        {
            _tables[table] = elements = [.. Make(table).Select(element => (double)element)];
        }

        return elements;
    }

    private static float[] Make(Table table)
    {
        switch (table.Recipe)
        {
            case Generator.Graph.RotaryRecipe rotary:
                float[] cosines = new float[table.Rows * rotary.Width / 2], sines = new float[cosines.Length];
                RotaryTable.Fill(new Numerics.RotaryRecipe(rotary.Base, rotary.Width, Scaling(rotary.Scaling)), table.Rows, cosines, sines);
                return rotary.Sine ? sines : cosines;
            case SinusoidRecipe sinusoid:
                float[] rows = new float[table.Rows * table.Width];
                SinusoidTable.Fill((Layout)sinusoid.Layout, sinusoid.Offset, table.Rows, table.Width, rows);
                return rows;
            case AlibiRecipe { Form: not Generator.Spec.AlibiForm.Falcon } alibi:
                float[] slopes = new float[table.Width];
                AlibiSlopes.Fill((AlibiForm)alibi.Form, slopes);
                return slopes;
            default:
                throw new NotSupportedException($"No table for {table.Recipe}.");
        }
    }

    private static RotaryScaling? Scaling(RotaryScalingSpec? scaling) => scaling switch
    {
        null => null,
        InterpolatedSpec spec => new InterpolatedScaling(spec.Factor),
        Llama3Spec spec => new Llama3Scaling(spec.Factor, spec.Low, spec.High, spec.Original),
        YarnSpec spec => new YarnScaling(spec.Factor, spec.Original, spec.Fast, spec.Slow, spec.Truncate, spec.Magnitude),
        LongRopeSpec spec => new LongRopeScaling(spec.Original, [.. spec.Short], [.. spec.Long], spec.Magnitude),
        _ => throw new NotSupportedException($"No scaling for {scaling.GetType().Name}."),
    };
}
