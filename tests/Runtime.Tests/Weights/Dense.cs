namespace Etch.Runtime.Tests.Weights;

/// <summary>A whole tensor in memory, and the operations of expressions on it said index by index.</summary>
internal sealed class Dense(long[] shape, float[] elements)
{
    public long[] Shape { get; } = shape;

    public float[] Elements { get; } = elements;

    public float this[params long[] index] => Elements[Offset(Shape, index)];

    public static Dense Make(long[] shape, Func<long[], float> element)
    {
        var elements = new float[shape.Aggregate(1L, (product, extent) => product * extent)];
        long[] index = new long[shape.Length];
        for (int offset = 0; offset < elements.Length; offset++)
        {
            elements[offset] = element(index);
            for (int axis = shape.Length - 1; axis >= 0 && ++index[axis] == shape[axis]; axis--)
            {
                index[axis] = 0;
            }
        }
        return new Dense(shape, elements);
    }

    /// <summary>Values that also half precision and bfloat16 hold: eight bits of fraction.</summary>
    public static Dense Random(Random random, params long[] shape) => Make(shape, _ => (random.Next(256) - 128) / 64f);

    public Dense Rectangle(long[] start, long[] count) => Make(count, index => this[Plus(start, index)]);

    public Dense Slice(int axis, long start, long stop, long step)
    {
        long[] shape = With(Shape, axis, (stop - start + step - 1) / step);
        return Make(shape, index => this[With(index, axis, start + (index[axis] * step))]);
    }

    public Dense Index(int axis, long place)
    {
        long[] shape = [.. Shape[..axis], .. Shape[(axis + 1)..]];
        return Make(shape, index => this[[.. index[..axis], place, .. index[axis..]]]);
    }

    public Dense Transpose() => Make([Shape[1], Shape[0]], index => this[index[1], index[0]]);

    public Dense Flat() => new([Shape[0], Elements.Length / Shape[0]], Elements);

    /// <summary>Axis 0 as heads × parts × width; of each head the chosen parts.</summary>
    public Dense Heads(int heads, int parts, int width, int[] chosen)
    {
        long[] shape = With(Shape, 0, (long)heads * chosen.Length * width);
        Assert.Equal(Shape[0], heads * parts * width);
        return Make(shape, index =>
        {
            long head = index[0] / (chosen.Length * width), part = chosen[index[0] / width % chosen.Length], place = index[0] % width;
            return this[With(index, 0, (((head * parts) + part) * width) + place)];
        });
    }

    public Dense Split(int count, int part) => Slice(0, part * (Shape[0] / count), (part + 1) * (Shape[0] / count), 1);

    /// <summary>Place k of the first half of a head was place 2k, place k of its second half was 2k + 1.</summary>
    public Dense Rotary(int heads)
    {
        long width = Shape[0] / heads;
        return Make(Shape, index =>
        {
            long head = index[0] / width, place = index[0] % width;
            long stored = place < width / 2 ? 2 * place : (2 * (place - (width / 2))) + 1;
            return this[With(index, 0, (head * width) + stored)];
        });
    }

    public Dense Map(Func<float, float> function) => new(Shape, Array.ConvertAll(Elements, element => function(element)));

    public Dense Plus(Dense other) => Make(Shape, index => this[index] + other[index]);

    public Dense Cat(int axis, Dense other) =>
        Make(With(Shape, axis, Shape[axis] + other.Shape[axis]),
            index => index[axis] < Shape[axis] ? this[index] : other[With(index, axis, index[axis] - Shape[axis])]);

    public Dense WeightNorm(int axis, float[] gain)
    {
        double[] squares = new double[Shape[axis]];
        Make(Shape, index => (float)(squares[index[axis]] += (double)this[index] * this[index]));
        return Make(Shape, index => (float)(this[index] * gain[index[axis]] / Math.Sqrt(squares[index[axis]])));
    }

    public static long[] With(long[] values, int axis, long value)
    {
        long[] copy = (long[])values.Clone();
        copy[axis] = value;
        return copy;
    }

    private static long[] Plus(long[] left, long[] right) => left.Zip(right, (one, other) => one + other).ToArray();

    private static long Offset(long[] shape, long[] index)
    {
        long offset = 0;
        for (int axis = 0; axis < shape.Length; axis++)
        {
            offset = (offset * shape[axis]) + index[axis];
        }
        return offset;
    }
}
