namespace Etch.Numerics;

/// <summary>
/// A number as the unevaluated sum of two doubles, |Low| ≤ ulp(High)/2: about 106 bits. The algorithms are those of Dekker
/// (1971) and Knuth (TAOCP 2, 4.2.2); they need nothing but correctly rounded addition and multiplication.
/// </summary>
internal readonly record struct DoubleDouble(double High, double Low)
{
    /// <summary>The double next to the value: High, since Low is at most half of its last place.</summary>
    public double Rounded => High + Low;

    public static implicit operator DoubleDouble(double value) => new(value, 0);

    public static DoubleDouble operator +(DoubleDouble a, DoubleDouble b)
    {
        DoubleDouble sum = Sum(a.High, b.High);
        return OrderedSum(sum.High, sum.Low + (a.Low + b.Low));
    }

    public static DoubleDouble operator *(DoubleDouble a, DoubleDouble b)
    {
        DoubleDouble product = Product(a.High, b.High);
        return OrderedSum(product.High, product.Low + ((a.High * b.Low) + (a.Low * b.High)));
    }

    public static DoubleDouble operator /(DoubleDouble a, DoubleDouble b)
    {
        double quotient = a.High / b.High;
        DoubleDouble back = Product(quotient, b.High);
        double rest = (((a.High - back.High) - back.Low) + a.Low) - (quotient * b.Low);
        return OrderedSum(quotient, rest / b.High);
    }

    /// <summary>a + b exactly.</summary>
    public static DoubleDouble Sum(double a, double b)
    {
        double sum = a + b;
        double rest = sum - a;
        return new(sum, (a - (sum - rest)) + (b - rest));
    }

    /// <summary>a − b exactly.</summary>
    public static DoubleDouble Difference(double a, double b) => Sum(a, -b);

    /// <summary>a + b exactly, where |a| ≥ |b| or a is 0.</summary>
    public static DoubleDouble OrderedSum(double a, double b)
    {
        double sum = a + b;
        return new(sum, (a - sum) + b);
    }

    /// <summary>a · b exactly, while |a| and |b| stay below 2⁹⁹⁶ and the product above 2⁻⁹⁶⁹.</summary>
    public static DoubleDouble Product(double a, double b)
    {
        double product = a * b;
        (double aHigh, double aLow) = Split(a);
        (double bHigh, double bLow) = Split(b);
        return new(product, (((aHigh * bHigh) - product) + (aHigh * bLow) + (aLow * bHigh)) + (aLow * bLow));
    }

    /// <summary>The upper 26 bits and the rest, so that products of halves are exact (Veltkamp's splitting).</summary>
    private static (double High, double Low) Split(double value)
    {
        double scaled = 134_217_729.0 * value; // 2²⁷ + 1
        double high = scaled - (scaled - value);
        return (high, value - high);
    }
}
