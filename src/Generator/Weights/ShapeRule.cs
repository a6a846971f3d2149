using System.Diagnostics.CodeAnalysis;

#if ETCH_GENERATOR
namespace Etch.Generator.Weights;
#else
namespace Etch.Weights;
#endif

/// <summary>
/// Checks that an expression gives the shape that a role has: with the shapes of a file, or, while a project builds, as far as they are known.
/// </summary>
internal static class ShapeRule
{
    /// <summary>Checks an expression against the shape of its role.</summary>
    /// <param name="expression">The expression; placeholders may be open.</param>
    /// <param name="shapes">The shape of a tensor of the file by its printed name, or null when it is not known.</param>
    /// <param name="expected">The shape of the role.</param>
    /// <param name="error">One sentence, or null when nothing speaks against it.</param>
    public static bool Check(WeightExpression expression, Func<string, long[]?> shapes, long[] expected, [NotNullWhen(false)] out string? error)
    {
        if (expression is FallbackExpression either)
        {
            return Check(either.Preferred, shapes, expected, out error) && Check(either.Otherwise, shapes, expected, out error);
        }
        error = ErrorOf(expression, shapes, expected);
        return error is null;
    }

    /// <summary>The number of places that a selector takes of an axis, or <see cref="PartialShape.Any"/>.</summary>
    internal static long Count(AxisSelector selector, long extent, WeightExpression operation)
    {
        if (selector is AxisIndex { At: var at })
        {
            return !at.IsNumber || extent == PartialShape.Any || at.Offset < extent ? 1 : throw Outside(selector, extent, operation);
        }
        var range = (AxisRange)selector;
        if (!range.Start.IsNumber || range.Stop is { IsNumber: false })
        {
            return PartialShape.Any;
        }
        long start = range.Start.Offset, stop = range.Stop?.Offset ?? extent;
        if (stop == PartialShape.Any)
        {
            return PartialShape.Any;
        }
        if (start >= stop || (extent != PartialShape.Any && stop > extent))
        {
            throw Outside(selector, extent, operation);
        }
        return ((stop - start - 1) / range.Step) + 1;
    }

    internal static long Product(IEnumerable<long> factors, WeightExpression operation)
    {
        long product = 1;
        foreach (long factor in factors)
        {
            if (factor == PartialShape.Any)
            {
                return PartialShape.Any;
            }
            product = factor != 0 && product > long.MaxValue / factor ? throw TooLarge(operation) : product * factor;
        }
        return product;
    }

    internal static long Sum(long left, long right, WeightExpression operation)
    {
        if (left == PartialShape.Any || right == PartialShape.Any)
        {
            return PartialShape.Any;
        }
        return left > long.MaxValue - right ? throw TooLarge(operation) : left + right;
    }

    private static string? ErrorOf(WeightExpression expression, Func<string, long[]?> shapes, long[] expected)
    {
        try
        {
            PartialShape shape = expression.ShapeOf(shapes);
            return shape.Fits(expected) ? null : $"{expression.Print()} is {shape.Print()}, but {PartialShape.Of(expected).Print()} is expected";
        }
        catch (ShapeException exception)
        {
            return exception.Message;
        }
    }

    private static ShapeException Outside(AxisSelector selector, long extent, WeightExpression operation) =>
        new(extent == PartialShape.Any
            ? $"{operation.Print()} takes [{selector.Print()}], which is nothing"
            : FormattableString.Invariant($"{operation.Print()} takes [{selector.Print()}] of an axis that has {extent} places"));

    private static ShapeException TooLarge(WeightExpression operation) => new($"{operation.Print()} has more elements than 64 bits can count");
}
