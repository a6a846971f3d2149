using System.Diagnostics;

namespace Etch.Fuzz.Tests;

/// <summary>The fuzz program in a process of its own.</summary>
internal static class Child
{
    // A hundred times what the slowest of these takes: only a process that never ends takes so long.
    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(3);

    public static (string Output, int ExitCode) Run(params string[] arguments)
    {
        ProcessStartInfo start = new(Environment.ProcessPath is { } path && Path.GetFileNameWithoutExtension(path) == "dotnet" ? path : "dotnet")
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (string argument in (string[])["exec", typeof(FuzzRun).Assembly.Location, .. arguments])
        {
            start.ArgumentList.Add(argument);
        }

        // A crash is expected of some, and its dump would fill the disk.
        start.Environment["DOTNET_DbgEnableMiniDump"] = "0";
        using Process child = Process.Start(start)!;
        Task<string> output = child.StandardOutput.ReadToEndAsync(), errors = child.StandardError.ReadToEndAsync();
        bool ended = child.WaitForExit(s_patience);
        if (!ended)
        {
            child.Kill(entireProcessTree: true);
        }

        Assert.True(ended, $"'{string.Join(' ', arguments)}' did not end within {s_patience}.");
        return (output.GetAwaiter().GetResult() + errors.GetAwaiter().GetResult(), child.ExitCode);
    }
}
