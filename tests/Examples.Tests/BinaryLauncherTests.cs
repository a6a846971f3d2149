using System.Diagnostics;

namespace Etch.Examples.Tests;

/// <summary>Which program the launcher chooses for which processor; scripts that say their names stand for the programs.</summary>
public sealed class BinaryLauncherTests : IDisposable
{
    private const string V2 = "cx16 popcnt pni ssse3 sse4_1 sse4_2", V3 = V2 + " avx avx2 bmi1 bmi2 fma movbe", V4 = V3 + " avx512f avx512bw avx512cd avx512dq avx512vl";

    private readonly string _folder = Directory.CreateTempSubdirectory("etch launcher ").FullName; // a blank in the path too

    [Theory]
    [InlineData(V4 + " amx_tile", "v4 v3 v2", "v4")]
    [InlineData(V4, "v3 v2", "v3")]
    [InlineData(V3 + " avx512f avx512cd", "v4 v3 v2", "v3")]
    [InlineData(V2 + " avx", "v4 v3 v2", "v2")]
    public void TheBestThatTheProcessorCanRun(string flags, string programs, string chosen)
    {
        ProgramRun run = ProgramRun.Of(Launcher(flags, programs.Split(' '), "--json", "two words"));
        Assert.Equal($"{chosen} --json two words\n", run.Output);
        Assert.Equal(0, run.ExitCode);
    }

    [Fact]
    public void WhatTheProcessorLacksIsSaidInOneSentence()
    {
        ProgramRun.Of(Launcher(V2 + " avx", ["v4", "v3"])).AssertRefused(1, "this processor lacks avx2 bmi1 bmi2 fma movbe, which the least of the programs");
        ProgramRun.Of(Launcher("fpu", ["v2"])).AssertRefused(1, "this processor lacks cx16 popcnt pni ssse3 sse4_1 sse4_2, which");
    }

    [Fact]
    public void NoProgramIsSaidToo() => ProgramRun.Of(Launcher(V4, [])).AssertRefused(1, "publish.sh makes them");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private ProcessStartInfo Launcher(string flags, string[] programs, params string[] arguments)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "the launcher is for Linux");
        foreach (string program in Directory.GetFiles(_folder))
        {
            File.Delete(program);
        }

        Write("languages", File.ReadAllText(Path.Combine(Repository.Root, "examples", "Binary", "launcher.sh")));
        foreach (string program in programs)
        {
            Write("languages.x86-64-" + program, $"#!/bin/sh\necho {program} \"$@\"\n");
        }

        ProcessStartInfo start = ProgramRun.Start(Path.Combine(_folder, "languages"), arguments);
        start.Environment["LANGUAGES_CPUINFO"] = Path.Combine(_folder, "cpuinfo");
        File.WriteAllText(start.Environment["LANGUAGES_CPUINFO"]!, $"processor\t: 0\nmodel name\t: a processor\nflags\t\t: {flags}\nbogomips\t: 1\nprocessor\t: 1\n");
        return start;
    }

    private void Write(string name, string text)
    {
        string path = Path.Combine(_folder, name);
        File.WriteAllText(path, text);
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }
}
