using System.Globalization;
using Etch.Generator.Tests.Support;

namespace Etch.Generator.Tests.Caching;

/// <summary>The same declaration gives the same text in every culture, folder and on every thread.</summary>
public class DeterminismTests
{
    private static readonly Lazy<(string Name, string Text)[]> s_texts = new(() => Texts(CultureInfo.InvariantCulture));

    /// <summary>What the cultures say of numbers; the process has no data of them (InvariantGlobalization), so they are made by hand.</summary>
    public static TheoryData<string, string, string> Cultures => new()
    {
        { "fi-FI", "\u2212", "," },
        { "sv-SE", "\u2212", "," },
        { "ar-SA", "\u061c-", "\u066b" },
        { "fa-IR", "\u200e\u2212", "\u066b" },
    };

    [Theory]
    [MemberData(nameof(Cultures))]
    public void TheTextIsTheSameInEveryCulture(string name, string minus, string point)
    {
        CultureInfo culture = Foreign(minus, point);
        Assert.True((-1.5).ToString(culture) == $"{minus}1{point}5", $"{name} is not spoken here.");
        Assert.Equal(s_texts.Value, Texts(culture));
    }

    [Fact]
    public void TheTextHasUnixLinesAndNoPath() => Assert.All(s_texts.Value, file =>
    {
        Assert.DoesNotContain('\r', file.Text);
        Assert.EndsWith("}\n", file.Text);
        Assert.DoesNotContain(TestProject.Folder, file.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(Repository.Root, file.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(file.Text.Split('\n'), line => line.Length > 0 && char.IsWhiteSpace(line[^1]));
    });

    [Fact]
    public void DiagnosticsAreTheSameInEveryCulture()
    {
        const string source = "[Transformer(Width = -16, Context = 32, Epsilon = -1.5f)] [Tokens(-64)] public partial class Model;";
        string[] Said(CultureInfo culture) => In(culture, () => new TestProject(source).Analyze().Select(diagnostic => diagnostic.GetMessage(CultureInfo.InvariantCulture)).ToArray());
        Assert.Equal(Said(CultureInfo.InvariantCulture), Said(Foreign("\u2212", ",")));
    }

    private static CultureInfo Foreign(string minus, string point)
    {
        CultureInfo culture = (CultureInfo)CultureInfo.InvariantCulture.Clone();
        culture.NumberFormat.NegativeSign = minus;
        culture.NumberFormat.NumberDecimalSeparator = point;
        culture.NumberFormat.NumberGroupSeparator = "\u00a0";
        culture.NumberFormat.NaNSymbol = "ep\u00e4luku";
        return culture;
    }

    private static (string Name, string Text)[] Texts(CultureInfo culture) =>
        In(culture, () => Shapes.All.SelectMany(shape => new TestProject(shape.Source).Generate().Files).ToArray());

    private static T In<T>(CultureInfo culture, Func<T> run)
    {
        (CultureInfo before, CultureInfo messages) = (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture);
        try
        {
            (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture) = (culture, culture);
            return run();
        }
        finally
        {
            (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture) = (before, messages);
        }
    }
}
