using System.Globalization;

namespace Etch.Generator.Graph;

/// <summary>The lengths that are known only when a call is made. Each has a bound (<see cref="Passes.Bounds"/>).</summary>
internal enum Length
{
    /// <summary>The new rows of a call, all runs together.</summary>
    Rows,

    /// <summary>The runs of a call.</summary>
    Runs,

    /// <summary>The rows whose outputs are wanted.</summary>
    Wanted,

    /// <summary>The positions that a run sees: past and new.</summary>
    Keys,
}

/// <summary>A size: a number, or ⌊(a · length + b) / c⌋ of a named length. Compared by structure.</summary>
internal sealed record Dim(int Scale, Length? Name, int Offset, int Divisor)
{
    public static Dim Rows { get; } = new(1, Length.Rows, 0, 1);

    public static Dim Runs { get; } = new(1, Length.Runs, 0, 1);

    public static Dim Wanted { get; } = new(1, Length.Wanted, 0, 1);

    public bool IsNumber => Name is null;

    /// <summary>The number, of a dimension that is one.</summary>
    public int Number => IsNumber ? Offset : throw new InvalidOperationException($"{this} is not a number.");

    public static implicit operator Dim(int number) => new(0, null, number, 1);

    /// <summary>The size for given lengths.</summary>
    public long Evaluate(Func<Length, long> lengths) => Name is { } name ? ((Scale * lengths(name)) + Offset) / Divisor : Offset;

    public override string ToString()
    {
        if (Name is not { } name)
        {
            return Offset.ToString(CultureInfo.InvariantCulture);
        }

        string symbol = name switch { Length.Rows => "T", Length.Runs => "R", Length.Wanted => "W", _ => "K" };
        string scaled = Scale == 1 ? symbol : $"{Scale}·{symbol}";
        string sum = Offset == 0 ? scaled : $"{scaled} + {Offset}";
        return Divisor == 1 ? sum : $"({sum}) / {Divisor}";
    }
}
