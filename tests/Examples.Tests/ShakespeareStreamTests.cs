using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Etch.Examples.Tests;

/// <summary>Shakespeare while it runs: text as it comes, a reader that leaves, Ctrl+C.</summary>
public sealed partial class ShakespeareStreamTests
{
    private const int SigInt = 2;

    // What the scheduler may do to a program that runs a third of a second: a run that ended too early shows nothing and is tried again.
    private const int Attempts = 10;

    private static readonly string[] s_long = ["--threads", "1", "--seed", "5", "--tokens", "254"];

    [Fact]
    public void TextComesAsItIsWritten() => Assert.Contains(true, Enumerable.Range(0, Attempts).Select(_ => PiecesOfOutput() > 2));

    [Fact]
    public void AReaderThatLeavesIsNoError()
    {
        using Process process = Process.Start(ProgramRun.ExampleStart("Shakespeare", s_long))!;
        process.StandardOutput.Close();
        ProgramRun run = ProgramRun.Ended(process, Task.FromResult(""), process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken));
        Assert.Equal(0, run.ExitCode);
        Assert.DoesNotContain("   at ", run.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public void CtrlCEndsTheLineAndExitsWith130() => AssertInterruptible(ProgramRun.ExampleStart("Shakespeare", s_long));

    [Fact]
    public void CtrlCWorksWithoutStandardInput()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "needs a Unix shell to close standard input");
        ProcessStartInfo example = ProgramRun.ExampleStart("Shakespeare", s_long);
        AssertInterruptible(ProgramRun.Start("/bin/sh", ["-c", "exec \"$0\" \"$@\" <&-", example.FileName, .. example.ArgumentList]));
    }

    private static int PiecesOfOutput()
    {
        using Process process = Process.Start(ProgramRun.ExampleStart("Shakespeare", s_long))!;
        Task<string> errors = process.StandardError.ReadToEndAsync();
        byte[] piece = new byte[1 << 16];
        int pieces = 0;
        while (process.StandardOutput.BaseStream.Read(piece) > 0)
        {
            pieces++;
        }

        ProgramRun.Ended(process, Task.FromResult(""), errors);
        return pieces;
    }

    private static void AssertInterruptible(ProcessStartInfo start)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no signal that a test could send to one program");
        Assert.SkipWhen(IgnoresInterrupts(), "these tests were started with Ctrl+C ignored, and programs inherit that");
        start.Environment["ETCH_ISA"] = "Portable"; // the slowest
        for (int attempt = 0; attempt < Attempts; attempt++)
        {
            ProgramRun run = Interrupt(start);
            Assert.EndsWith("\n", run.Output, StringComparison.Ordinal);
            Assert.DoesNotContain("   at ", run.Errors, StringComparison.Ordinal);
            if (run.ExitCode != 0)
            {
                Assert.Equal(130, run.ExitCode);
                Assert.DoesNotContain("tokens/s", run.Errors, StringComparison.Ordinal);
                return;
            }
        }

        Assert.Fail($"Of {Attempts} runs none was interrupted.");
    }

    private static ProgramRun Interrupt(ProcessStartInfo start)
    {
        using Process process = Process.Start(start)!;
        Task<string> errors = process.StandardError.ReadToEndAsync();
        char[] first = [(char)process.StandardOutput.Read()];
        Assert.Equal(0, Kill(process.Id, SigInt));
        return ProgramRun.Ended(process, ReadOn(process, new string(first)), errors);
    }

    private static async Task<string> ReadOn(Process process, string beginning) => beginning + await process.StandardOutput.ReadToEndAsync();

    private static bool IgnoresInterrupts()
    {
        const string Name = "SigIgn:", Status = "/proc/self/status";
        string? line = File.Exists(Status) ? File.ReadLines(Status).FirstOrDefault(line => line.StartsWith(Name, StringComparison.Ordinal)) : null;
        return line is not null && (Convert.ToUInt64(line[Name.Length..].Trim(), 16) & (1UL << (SigInt - 1))) != 0;
    }

    [LibraryImport("libc", EntryPoint = "kill")]
    private static partial int Kill(int process, int signal);
}
