using System.Diagnostics;
using System.Globalization;
using System.Text.Json;

namespace Etch.Examples.Tests;

/// <summary>The language detector that carries its weights: what it answers, and when.</summary>
public sealed class BinaryTests
{
    [Theory]
    [InlineData("The file could not be opened because it does not exist.", "English")]
    [InlineData("Die Datei konnte nicht geöffnet werden.", "German")]
    [InlineData("Le fichier ne peut pas être ouvert.", "French")]
    [InlineData("Tiedostoa ei voi avata.", "Finnish")]
    public void ALineGetsItsLanguage(string line, string language)
    {
        string[] fields = Assert.Single(Run(line + "\n").OutputLines).Split('\t');
        Assert.Equal(language, fields[0]);
        Assert.InRange(double.Parse(fields[1], CultureInfo.InvariantCulture), 0.5, 1);
    }

    [Fact]
    public void ItAnswersAsTheExampleThatReadsFiles()
    {
        string[] lines = File.ReadAllLines(Path.Combine(Repository.Root, "examples", "Binary", "lines.txt"));
        string input = string.Join('\n', lines.Append("").Append("   ").Concat(lines.Reverse()).Concat(lines).Concat(lines)); // more than go together
        Assert.Equal(ProgramRun.Of(ProgramRun.ExampleStart("Config"), input).Output, Run(input).Output);
    }

    [Fact]
    public void JsonIsAnObjectALine()
    {
        string[] lines = Run("Die Datei konnte nicht geöffnet werden.\r\n\r\n", "--json").OutputLines;
        Assert.Equal(2, lines.Length);
        using JsonDocument answer = JsonDocument.Parse(lines[0]), nothing = JsonDocument.Parse(lines[1]);
        Assert.Equal("German", answer.RootElement.GetProperty("language").GetString());
        Assert.InRange(answer.RootElement.GetProperty("probability").GetDouble(), 0.5, 1);
        Assert.Equal(JsonValueKind.Null, nothing.RootElement.GetProperty("language").ValueKind);
    }

    [Fact]
    public void ALineThatIsTypedIsAnsweredAtOnce()
    {
        using Process process = Process.Start(Start())!;
        foreach (string line in (string[])["Die Datei konnte nicht geöffnet werden.", "Le fichier ne peut pas être ouvert."])
        {
            process.StandardInput.WriteLine(line);
            process.StandardInput.Flush();
            Assert.Contains("\t", process.StandardOutput.ReadLine(), StringComparison.Ordinal); // while the input is still open
        }

        process.StandardInput.Close();
        Assert.Equal("", process.StandardOutput.ReadToEnd());
        process.WaitForExit();
        Assert.Equal(0, process.ExitCode);
    }

    [Fact]
    public void OfALongLineTheBeginningCounts()
    {
        string[] lines = Run(string.Concat(Enumerable.Repeat("Die Datei konnte nicht gelesen werden. ", 20_000)) + "\nLe fichier ne peut pas être ouvert.\n").OutputLines;
        Assert.Equal(["German", "French"], lines.Select(line => line.Split('\t')[0]));
    }

    [Fact]
    public void NoInputIsNoOutput() => Assert.Equal("", Run("").Output);

    [Fact]
    public void OtherOptionsAreRefused()
    {
        ProgramRun.Of(Start("--xml")).AssertRefused(2, "'--xml' was asked for, but there are only --json and --help");
        Assert.Contains("--json", ProgramRun.Of(Start("--help")).Output, StringComparison.Ordinal);
    }

    private static ProcessStartInfo Start(params string[] arguments) => ProgramRun.Start(ProgramRun.DotNet, [Repository.Example("Binary", "languages"), .. arguments]);

    private static ProgramRun Run(string input, params string[] arguments)
    {
        ProgramRun run = ProgramRun.Of(Start(arguments), input);
        Assert.Equal(0, run.ExitCode);
        return run;
    }
}
