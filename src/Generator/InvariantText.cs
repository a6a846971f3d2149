using System.Globalization;

namespace Etch.Generator;

/// <summary>Text is the same in every culture: some write a minus that C# does not read.</summary>
internal static class InvariantText
{
    /// <summary>Runs what makes text. The one place that does what analyzers may not: it sets the culture, and sets it back.</summary>
#pragma warning disable RS1035
    public static T In<T>(Func<T> make)
    {
        CultureInfo culture = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
            return make();
        }
        finally
        {
            CultureInfo.CurrentCulture = culture;
        }
    }
#pragma warning restore RS1035
}
