using System.Diagnostics;

namespace Etch.Package.Tests;

/// <summary>Programs run as a user runs them, without the variables of the build that runs these tests.</summary>
internal static class DotNet
{
    // A machine with a load of 50 needed eight minutes for what it does in twenty seconds when idle.
    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(20);

    private static string Host { get; } = Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") is { Length: > 0 } path ? path : "dotnet";

    /// <summary>Runs <c>dotnet</c> and demands that it succeeds.</summary>
    /// <returns>What it wrote to standard output.</returns>
    public static string Run(string folder, IReadOnlyDictionary<string, string> variables, params string[] arguments) => Run(Host, folder, variables, arguments);

    /// <summary>Runs a program and demands that it succeeds.</summary>
    public static string Program(string file, string folder) => Run(file, folder, new Dictionary<string, string>(StringComparer.Ordinal), []);

    private static string Run(string file, string folder, IReadOnlyDictionary<string, string> variables, string[] arguments)
    {
        ProcessStartInfo start = new(file, arguments) { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (string variable in start.Environment.Keys.Where(IsOfTheBuild).ToArray())
        {
            start.Environment.Remove(variable);
        }

        foreach ((string name, string value) in variables)
        {
            start.Environment[name] = value;
        }

        using Process process = Process.Start(start)!;
        Task<string> output = process.StandardOutput.ReadToEndAsync(), errors = process.StandardError.ReadToEndAsync();
        if (!process.WaitForExit(s_patience))
        {
            process.Kill(entireProcessTree: true);
            throw new TimeoutException($"{file} {string.Join(' ', arguments)} did not end within {s_patience}.");
        }

        string all = output.GetAwaiter().GetResult() + errors.GetAwaiter().GetResult();
        Assert.True(process.ExitCode == 0, $"{file} {string.Join(' ', arguments)} in {folder}:\n{all}");
        return all;
    }

    private static bool IsOfTheBuild(string variable) =>
        (variable.StartsWith("MSBUILD", StringComparison.OrdinalIgnoreCase) && !variable.Equals("MSBUILDDISABLENODEREUSE", StringComparison.OrdinalIgnoreCase))
        || variable is "ETCH_ISA" or "SOURCE_DATE_EPOCH";
}
