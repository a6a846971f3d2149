using System.Globalization;

#if ETCH_GENERATOR
namespace Etch.Generator.Weights;
#else
namespace Etch.Weights;
#endif

/// <summary>What a slice takes of one axis.</summary>
internal abstract record AxisSelector
{
    public abstract string Print();

    public abstract AxisSelector In(Place place);

    public abstract IEnumerable<Position> Positions { get; }
}

/// <summary><c>[3]</c>: one place; in a slice the axis is dropped.</summary>
internal sealed record AxisIndex(Position At) : AxisSelector
{
    public override string Print() => At.Print();

    public override AxisSelector In(Place place) => new AxisIndex(At.In(place));

    public override IEnumerable<Position> Positions => [At];
}

/// <summary><c>[a:b:step]</c>: the places a, a + step, … below b.</summary>
/// <param name="Start">The first place.</param>
/// <param name="Stop">The place before which it ends, or null for the end of the axis.</param>
/// <param name="Step">At least 1.</param>
internal sealed record AxisRange(Position Start, Position? Stop, int Step) : AxisSelector
{
    public static readonly AxisRange All = new(Position.Zero, null, 1);

    public override string Print()
    {
        if (this == All)
        {
            return ":";
        }
        string step = Step == 1 ? "" : ":" + Step.ToString(CultureInfo.InvariantCulture);
        return Start.Print() + ":" + Stop?.Print() + step;
    }

    public override AxisSelector In(Place place) => new AxisRange(Start.In(place), Stop?.In(place), Step);

    public override IEnumerable<Position> Positions => Stop is null ? [Start] : [Start, Stop];
}
