using System.Diagnostics;

namespace Etch.Numerics.Tests.Processes;

/// <summary>This test assembly in a process of its own, under switches of the runtime.</summary>
internal static class Child
{
    /// <summary>Ten times what the slowest child takes on an idle machine.</summary>
    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(8);

    /// <summary>Runs the tests of some classes.</summary>
    /// <returns>What the child wrote, and its exit code: 0 when all tests passed.</returns>
    public static (string Output, int ExitCode) Run(IEnumerable<Type> classes, params (string Name, string Value)[] switches)
    {
        ProcessStartInfo start = new(Environment.ProcessPath is { } path && Path.GetFileNameWithoutExtension(path) == "dotnet" ? path : "dotnet")
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.ArgumentList.Add("exec");
        start.ArgumentList.Add(typeof(Child).Assembly.Location);
        foreach (Type type in classes)
        {
            start.ArgumentList.Add("-class");
            start.ArgumentList.Add(type.FullName!);
        }

        foreach (string variable in new[] { "DOTNET_EnableAVX512", "DOTNET_EnableAVX2", "DOTNET_EnableHWIntrinsic", "ETCH_ISA" })
        {
            start.Environment.Remove(variable);
        }

        foreach ((string name, string value) in switches)
        {
            start.Environment[name] = value;
        }

        using Process child = Process.Start(start)!;
        Task<string> output = child.StandardOutput.ReadToEndAsync(), errors = child.StandardError.ReadToEndAsync();
        if (!child.WaitForExit(s_patience))
        {
            child.Kill(entireProcessTree: true);
        }

        return (output.GetAwaiter().GetResult() + errors.GetAwaiter().GetResult(), child.ExitCode);
    }
}
