using System.Diagnostics;
using System.Text;

namespace Etch.Examples.Tests;

/// <summary>What a program left behind.</summary>
/// <param name="ExitCode">Its exit code.</param>
/// <param name="Output">All of standard output.</param>
/// <param name="Errors">All of standard error.</param>
internal sealed record ProgramRun(int ExitCode, string Output, string Errors)
{
    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(10); // publishing took minutes on a machine with a load of 25; the rest takes a second

    public static string DotNet { get; } = Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") is { Length: > 0 } path ? path : "dotnet";

    public string[] OutputLines => Output.ReplaceLineEndings("\n").Split('\n', StringSplitOptions.RemoveEmptyEntries);

    public static ProgramRun Example(string name, params string[] arguments) => Of(ExampleStart(name, arguments));

    /// <summary>How an example is started, for tests that need more than its arguments.</summary>
    public static ProcessStartInfo ExampleStart(string name, params string[] arguments) => Start(DotNet, [Repository.Example(name), .. arguments]);

    public static ProcessStartInfo Start(string file, params string[] arguments)
    {
        ProcessStartInfo start = new(file, arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardInputEncoding = new UTF8Encoding(false),
            StandardOutputEncoding = Encoding.UTF8,
            StandardErrorEncoding = Encoding.UTF8,
        };
        start.Environment.Remove("ETCH_ISA");
        return start;
    }

    public static ProgramRun Of(ProcessStartInfo start, string input = "")
    {
        using Process process = Process.Start(start)!;
        Task<string> output = process.StandardOutput.ReadToEndAsync();
        Task<string> errors = process.StandardError.ReadToEndAsync();
        process.StandardInput.Write(input);
        process.StandardInput.Close();
        return Ended(process, output, errors);
    }

    /// <summary>Waits for the end; a program that never ends is killed and fails the test.</summary>
    public static ProgramRun Ended(Process process, Task<string> output, Task<string> errors)
    {
        if (!process.WaitForExit(s_patience))
        {
            process.Kill(entireProcessTree: true);
            throw new TimeoutException($"{process.StartInfo.FileName} did not end within {s_patience}.");
        }

        return new ProgramRun(process.ExitCode, output.GetAwaiter().GetResult(), errors.GetAwaiter().GetResult());
    }

    /// <summary>A refusal: nothing on standard output, one line on standard error, no stack trace.</summary>
    public void AssertRefused(int exitCode, string reason)
    {
        Assert.Equal(exitCode, ExitCode);
        Assert.Equal("", Output);
        Assert.Contains(reason, Assert.Single(Errors.ReplaceLineEndings("\n").TrimEnd('\n').Split('\n')), StringComparison.Ordinal);
    }
}
