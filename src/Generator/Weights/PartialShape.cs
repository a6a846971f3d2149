using System.Globalization;

#if ETCH_GENERATOR
namespace Etch.Generator.Weights;
#else
namespace Etch.Weights;
#endif

/// <summary>
/// What is known of a shape: while a project builds, the shapes of the tensors in the file are not known, but a slice of them already is.
/// </summary>
/// <param name="extents">The known axes; <see cref="Any"/> is an axis of unknown extent.</param>
/// <param name="isOpen">More axes may follow.</param>
internal sealed class PartialShape(long[] extents, bool isOpen)
{
    /// <summary>The extent that is not known.</summary>
    public const long Any = -1;

    public static readonly PartialShape Unknown = new([], isOpen: true);

    public long[] Extents { get; } = extents;

    public bool IsOpen { get; } = isOpen;

    public static PartialShape Of(params long[] extents) => new(extents, isOpen: false);

    /// <summary><c>[768, ?, …]</c>.</summary>
    public string Print()
    {
        IEnumerable<string> axes = Extents.Select(extent => extent == Any ? "?" : extent.ToString(CultureInfo.InvariantCulture));
        return "[" + string.Join(", ", IsOpen ? axes.Concat(["…"]) : axes) + "]";
    }

    /// <summary>The shape with at least so many axes written out.</summary>
    public PartialShape AtLeast(int rank, WeightExpression operation)
    {
        if (Extents.Length >= rank)
        {
            return this;
        }
        if (!IsOpen)
        {
            throw new ShapeException($"{operation.Print()} needs an operand with at least {Axes(rank)}, but it is {Print()}");
        }
        return new PartialShape(Extents.Concat(Enumerable.Repeat(Any, rank - Extents.Length)).ToArray(), isOpen: true);
    }

    /// <summary>The shape closed at so many axes.</summary>
    public PartialShape WithRank(int rank, WeightExpression operation)
    {
        PartialShape shape = AtLeast(rank, operation);
        return shape.Extents.Length == rank
            ? new PartialShape(shape.Extents, isOpen: false)
            : throw new ShapeException($"{operation.Print()} needs an operand with {Axes(rank)}, but it is {Print()}");
    }

    public PartialShape With(int axis, long extent)
    {
        long[] extents = (long[])Extents.Clone();
        extents[axis] = extent;
        return new PartialShape(extents, IsOpen);
    }

    public PartialShape WithRows(long rows) => With(0, rows);

    /// <summary>The shape, if its first axis can be cut into <paramref name="parts"/>.</summary>
    public PartialShape RowsInto(long parts, string what, WeightExpression operation) =>
        Extents[0] == Any || Extents[0] % parts == 0
            ? this
            : throw new ShapeException(
                FormattableString.Invariant($"{operation.Print()} cuts the rows into {parts} {what}, but its operand is {Print()}"));

    /// <summary>What is known when both are known of one tensor.</summary>
    public PartialShape Merge(PartialShape other, WeightExpression operation)
    {
        int rank = Math.Max(Extents.Length, other.Extents.Length);
        if ((Extents.Length < rank && !IsOpen) || (other.Extents.Length < rank && !other.IsOpen))
        {
            throw Differ(other, operation);
        }
        var extents = new long[rank];
        for (int axis = 0; axis < rank; axis++)
        {
            long left = Extent(axis), right = other.Extent(axis);
            extents[axis] = left == Any ? right : right == Any || left == right ? left : throw Differ(other, operation);
        }
        return new PartialShape(extents, IsOpen && other.IsOpen);
    }

    /// <summary>What holds whichever of the two it is.</summary>
    public PartialShape InCommon(PartialShape other)
    {
        if (IsOpen || other.IsOpen || Extents.Length != other.Extents.Length)
        {
            return Unknown;
        }
        return Of(Extents.Select((extent, axis) => extent == other.Extents[axis] ? extent : Any).ToArray());
    }

    /// <summary>True unless it is certain that this is not a vector of <paramref name="length"/>, perhaps with axes of length 1 beside.</summary>
    public bool IsVectorOf(long length)
    {
        long[] others = Extents.Where(extent => extent is not 1 and not Any).ToArray();
        if (others.Length == 0)
        {
            return length is 1 or Any || IsOpen || Extents.Contains(Any);
        }
        return others.Length == 1 && (length == Any || others[0] == length);
    }

    /// <summary>True unless it is certain that this is not <paramref name="expected"/>; axes of length 1 may be left over for a vector.</summary>
    public bool Fits(long[] expected)
    {
        if (expected.Length == 1)
        {
            return IsVectorOf(expected[0]);
        }
        return (Extents.Length == expected.Length || (IsOpen && Extents.Length < expected.Length))
            && Extents.Select((extent, axis) => extent == Any || extent == expected[axis]).All(fits => fits);
    }

    private static string Axes(int count) => count == 1 ? "1 axis" : count.ToString(CultureInfo.InvariantCulture) + " axes";

    private long Extent(int axis) => axis < Extents.Length ? Extents[axis] : Any;

    private ShapeException Differ(PartialShape other, WeightExpression operation) =>
        new($"{operation.Print()} needs operands of one shape, but they are {Print()} and {other.Print()}");
}
