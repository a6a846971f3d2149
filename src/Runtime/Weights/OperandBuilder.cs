namespace Etch.Weights;

/// <summary>Makes the operand of an expression whose names and shapes were checked.</summary>
internal sealed class OperandBuilder(WeightSource source, ResolvedWeight resolved)
{
    /// <summary>The operand in the shape of its role.</summary>
    public Operand Build(long[] shape) => resolved.Expression is NumberExpression number
        ? new ConstantOperand(shape, (float)number.Value)
        : Fit(Build(resolved.Expression), shape);

    /// <summary>Leaves out the axes of length 1 that a vector may have.</summary>
    private static Operand Fit(Operand operand, long[] shape)
    {
        if (shape.Length != 1)
        {
            return operand;
        }
        while (operand.Shape.Length > 1)
        {
            operand = operand.Drop(Array.IndexOf(operand.Shape, 1L));
        }
        return operand.Shape.Length == 1 ? operand : operand.Lead();
    }

    private Operand Build(WeightExpression expression) => expression switch
    {
        NameExpression name => Named(name.Name),
        SliceExpression slice => Slice(Build(slice.Source), slice),
        TransposeExpression transpose => Build(transpose.Source).Transpose(),
        FlattenExpression flatten => Flat(Build(flatten.Source)),
        HeadsExpression heads => Build(heads.Source).Select(0, RowRuns.OfHeads(heads)),
        SplitExpression split => Build(split.Source) is var rows ? rows.Select(0, RowRuns.OfSplit(split, rows.Shape[0])) : null!,
        RotaryExpression rotary => Build(rotary.Source) is var rows ? rows.Select(0, RowRuns.OfRotary(rotary, rows.Shape[0])) : null!,
        ConcatenateExpression cat => new ConcatenatedOperand(cat.Axis, cat.Parts.Select(Build).ToArray()),
        SumExpression sum => new PairOperand(Build(sum.Left), Build(sum.Right), ScalarOperation.Add),
        ScalarExpression scalar => new ScalarOperand(Build(scalar.Source), scalar.Operation, (float)scalar.Value),
        WeightNormExpression norm => WeightNorm.Of(norm.Axis, Build(norm.Direction), Build(norm.Gain)),
        _ => throw new InvalidOperationException($"{expression.Print()} is not resolved."),
    };

    private Operand Named(TensorName name)
    {
        Operand[] tensors = resolved.Tensors[name.Print()].Select(named => Whole(named.Tensor)).ToArray();
        return name.IsStack ? new ConcatenatedOperand(0, Array.ConvertAll(tensors, tensor => tensor.Lead())) : tensors[0];
    }

    private Operand Whole(SafetensorsTensor tensor) => GatherOperand.Whole(new TensorSource(tensor, source.Windows), tensor.Extents);

    private static Operand Slice(Operand operand, SliceExpression slice)
    {
        // From the last axis on, so that an axis that is dropped moves no other that is still to come.
        for (int axis = slice.Selectors.Count - 1; axis >= 0; axis--)
        {
            AxisSelector selector = slice.Selectors[axis];
            operand = selector == AxisRange.All ? operand : operand.Select(axis, [RowRuns.OfSelector(selector, operand.Shape[axis])]);
            operand = selector is AxisIndex ? operand.Drop(axis) : operand;
        }
        return operand;
    }

    private static Operand Flat(Operand operand)
    {
        while (operand.Shape.Length > 2)
        {
            operand = operand.Join(operand.Shape.Length - 2);
        }
        return operand;
    }
}
