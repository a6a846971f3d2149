using System.Globalization;

namespace Etch.Examples.Tests;

public sealed class ConfigTests
{
    [Theory]
    [InlineData("The file could not be opened because it does not exist.", "English")]
    [InlineData("Die Datei konnte nicht geöffnet werden.", "German")]
    [InlineData("Le fichier ne peut pas être ouvert.", "French")]
    [InlineData("No se puede abrir el archivo porque no existe.", "Spanish")]
    [InlineData("Il file non può essere aperto.", "Italian")]
    [InlineData("Plik nie może zostać otwarty.", "Polish")]
    [InlineData("Tiedostoa ei voi avata.", "Finnish")]
    [InlineData("A fájl nem nyitható meg.", "Hungarian")]
    public void ALineGetsItsLanguage(string line, string language)
    {
        string[] fields = Assert.Single(Classify(line + "\n").OutputLines).Split('\t');
        Assert.Equal(language, fields[0]);
        Assert.InRange(double.Parse(fields[1], CultureInfo.InvariantCulture), 0.5, 1);
    }

    [Fact]
    public void EachLineIsAnsweredByALine()
    {
        ProgramRun run = Classify("Das ist ein Satz über Dateien.\n\nC'est une phrase sur les fichiers.");
        string[] lines = run.Output.ReplaceLineEndings("\n").Split('\n');
        Assert.Equal(4, lines.Length);
        Assert.StartsWith("German\t", lines[0], StringComparison.Ordinal);
        Assert.Equal("", lines[1]);
        Assert.StartsWith("French\t", lines[2], StringComparison.Ordinal);
        Assert.Equal("", lines[3]);
    }

    [Fact]
    public void LabelsAreSaidOnStandardError() => Assert.Contains("14 languages: Czech, Danish, German", Classify("").Errors, StringComparison.Ordinal);

    [Fact]
    public void ALongLineIsCut() => Assert.StartsWith(
        "German\t", Classify(string.Concat(Enumerable.Repeat("Die Datei konnte nicht gelesen werden. ", 200))).Output, StringComparison.Ordinal);

    [Fact]
    public void ItTakesNoOptions()
    {
        ProgramRun.Example("Config", "--language", "German").AssertRefused(2, "takes no options");
        Assert.Equal(0, ProgramRun.Example("Config", "--help").ExitCode);
    }

    private static ProgramRun Classify(string input)
    {
        ProgramRun run = ProgramRun.Of(ProgramRun.ExampleStart("Config"), input);
        Assert.Equal(0, run.ExitCode);
        return run;
    }
}
