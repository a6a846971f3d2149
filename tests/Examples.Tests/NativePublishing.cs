using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Etch.Examples.Tests;

/// <summary>What tests of native programs need to make them and to look into them.</summary>
internal static class NativePublishing
{
    /// <summary>The program that links; skips the test where nothing can be published.</summary>
    public static string LinkerOrSkip()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux() && RuntimeInformation.ProcessArchitecture == Architecture.X64, "publishes for linux-x64");
        string? linker = FindOnPath("clang") ?? FindOnPath("gcc");
        Assert.SkipUnless(linker is not null, "NativeAOT needs clang or gcc to link");
        Assert.SkipUnless(FindOnPath("readelf") is not null, "NativeAOT needs binutils to link");
        return linker;
    }

    /// <summary>Publishes; there must be no warning.</summary>
    public static void Run(ProcessStartInfo start)
    {
        foreach (string variable in start.Environment.Keys.Where(name => name.StartsWith("MSBUILD", StringComparison.OrdinalIgnoreCase)).ToArray())
        {
            start.Environment.Remove(variable); // those of the build that runs these tests
        }

        ProgramRun publish = ProgramRun.Of(start);
        Assert.True(publish.ExitCode == 0, publish.Output + publish.Errors);
        Assert.DoesNotContain("warning", publish.Output, StringComparison.OrdinalIgnoreCase);
    }

    public static void AssertLinksOnlyTheCLibrary(string program)
    {
        ProgramRun elf = ProgramRun.Of(ProgramRun.Start("readelf", "-d", program));
        string[] needed = [.. elf.OutputLines.Where(line => line.Contains("(NEEDED)", StringComparison.Ordinal)).Select(line => line.Split('[', ']')[1])];
        Assert.NotEmpty(needed);
        Assert.All(needed, library => Assert.True(library is "libc.so.6" or "libm.so.6" || library.StartsWith("ld-linux", StringComparison.Ordinal), library));
    }

    private static string? FindOnPath(string program) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Any(folder => File.Exists(Path.Combine(folder, program))) ? program : null;
}
