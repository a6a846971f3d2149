namespace Etch.Weights;

/// <summary>A parameter of a model whose tensors were found and checked; its elements are read when asked for.</summary>
public sealed class BoundWeight
{
    private readonly Operand? _value;

    internal BoundWeight(WeightRequest request, IReadOnlyList<NamedTensor> tensors, Operand? value)
    {
        _value = value;
        Role = request.Role;
        Shape = [.. request.Shape];
        Tensors = tensors.Select(tensor => tensor.Name).Distinct().ToArray();
        Sources = tensors.Select(tensor => tensor.Tensor).Distinct().ToArray();
    }

    /// <summary>The role.</summary>
    public string Role { get; }

    /// <summary>The shape that was asked for.</summary>
    public long[] Shape { get; }

    /// <summary>The names of the tensors that it is made of.</summary>
    public IEnumerable<string> Tensors { get; }

    /// <summary>False when the request was optional and the file has nothing for it.</summary>
    public bool IsPresent => _value is not null;

    internal IReadOnlyList<SafetensorsTensor> Sources { get; }

    /// <summary>
    /// Reads a rectangle as float32, in C order. The cost follows the rectangle; blocks of rows are best asked for in rising order, since
    /// rows that interleave in the file are read ahead.
    /// </summary>
    /// <param name="start">The first place of each axis.</param>
    /// <param name="count">The number of places of each axis.</param>
    /// <param name="destination">At least as many elements as the rectangle has.</param>
    /// <exception cref="InvalidOperationException">The weight is not present.</exception>
    /// <exception cref="ArgumentException">The rectangle is not within <see cref="Shape"/>, or the destination is too small.</exception>
    /// <exception cref="InvalidDataException">The file was cut after it was opened.</exception>
    public void Read(ReadOnlySpan<long> start, ReadOnlySpan<long> count, Span<float> destination)
    {
        if (_value is null)
        {
            throw new InvalidOperationException($"The optional weight {Role} is not in the file; ask IsPresent first.");
        }
        if (Elements(start, count) is var elements && elements > destination.Length)
        {
            throw new ArgumentException(
                FormattableString.Invariant($"The rectangle of {Role} has {elements} elements; the destination holds {destination.Length}."), nameof(destination));
        }
        if (elements > 0)
        {
            _value.ReadPacked(start, count, destination);
        }
    }

    private long Elements(ReadOnlySpan<long> start, ReadOnlySpan<long> count)
    {
        if (start.Length != Shape.Length || count.Length != Shape.Length)
        {
            throw new ArgumentException(FormattableString.Invariant(
                $"A rectangle of {Role} has {Shape.Length} axes; {start.Length} starts and {count.Length} counts are given."));
        }
        long elements = 1;
        for (int axis = 0; axis < Shape.Length; axis++)
        {
            if (start[axis] < 0 || count[axis] < 0 || start[axis] > Shape[axis] - count[axis])
            {
                throw new ArgumentException(FormattableString.Invariant(
                    $"{Role} has {Shape[axis]} places along axis {axis}; {count[axis]} from {start[axis]} on are asked for."));
            }
            elements = count[axis] > 0 && elements > long.MaxValue / count[axis] ? long.MaxValue : elements * count[axis];
        }
        return elements;
    }
}

/// <summary>A tensor and the name under which an expression found it.</summary>
internal readonly record struct NamedTensor(string Name, SafetensorsTensor Tensor);
