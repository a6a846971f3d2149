using Etch.Generator.Tests.Support;

namespace Etch.Generator.Tests.Documents;

/// <summary>Each command of the guides is run by a test or by .ci/run, or its page says that it is not.</summary>
public sealed class CommandTests
{
    /// <summary>What a page says of commands that nothing runs.</summary>
    private const string NotRun = "No test runs ";

    /// <summary>Where a command is run: a file, and the text in it that runs it.</summary>
    private static readonly Dictionary<string, (string File, string Text)> s_run = new()
    {
        ["dotnet run -c Release --project examples/Shakespeare"] = (".ci/run", "dotnet run -c Release --project examples/Shakespeare"),
        ["dotnet publish examples/Shakespeare -c Release -r linux-x64 -p:PublishAot=true"] = ("tests/Examples.Tests/AotTests.cs", "\"-p:PublishAot=true\""),
    };

    /// <summary>Why a command is run by nothing.</summary>
    private static readonly Dictionary<string, string> s_notRun = new()
    {
        ["dotnet pack src/Runtime -c Release -o feed"] = "docs/start.md: a walk through a new project, done by hand",
        ["dotnet new console -o Poet"] = "as above",
        ["cd Poet"] = "as above",
        ["dotnet add package Etch --prerelease --source ../feed"] = "as above",
        ["cp -r ../examples/Shakespeare/model model"] = "as above",
        ["dotnet run -c Release"] = "as above",
        ["dotnet publish -c Release -r linux-x64 -p:PublishAot=true"] = "as above",
        ["dotnet build -c Release -p:EmitCompilerGeneratedFiles=true"] = "the option is the SDK's; that the files are generated is tested",
        ["dotnet build -c Release -p:EtchDump=true -p:EmitCompilerGeneratedFiles=true"] = "as above",
    };

    private static IEnumerable<(Page Page, string Command)> Commands => Page.Guides.SelectMany(page => page.Blocks
        .Where(block => block.Language is "bash" or "powershell")
        .SelectMany(block => block.Text.Split('\n'))
        .Select(line => line.Split('#')[0].Trim()).Where(line => line.Length > 0)
        .Select(line => (page, line)));

    [Fact]
    public void TheTableHasTheCommandsOfThePages() =>
        Assert.Equal(s_run.Keys.Concat(s_notRun.Keys).Order(StringComparer.Ordinal), Commands.Select(found => found.Command).Distinct().Order(StringComparer.Ordinal));

    [Fact]
    public void WhatIsRunIsRunThere() => Assert.All(s_run, run =>
        Assert.Contains(run.Value.Text, File.ReadAllText(Repository.Path(run.Value.File)), StringComparison.Ordinal));

    [Fact]
    public void APageSaysWhatIsNotRun() => Assert.All(Commands.Where(found => s_notRun.ContainsKey(found.Command)), found =>
        Assert.True(found.Page.Prose.Contains(NotRun, StringComparison.Ordinal), $"{found.Page.Name} does not say that '{found.Command}' is run by no test."));
}
