using System.Diagnostics;

namespace Etch.Benchmarks;

/// <summary>Processes that do nothing but take a core each, until they are disposed or this process ends.</summary>
internal sealed class Burners : IDisposable
{
    private readonly Process[] _processes;

    public Burners(int count)
    {
        _processes = [.. Enumerable.Range(0, count).Select(_ => Start())];
        // Each says when it burns.
        Array.ForEach(_processes, process => process.StandardOutput.ReadLine());
    }

    /// <summary>The whole program of such a process.</summary>
    public static int Burn()
    {
        // The parent's end closes the input, whatever became of the parent.
        new Thread(() => Environment.Exit(Console.In.ReadLine() is null ? 0 : 1)) { IsBackground = true }.Start();
        Console.WriteLine("burning");
        while (true)
        {
            Thread.SpinWait(1000);
        }
    }

    public void Dispose()
    {
        foreach (Process process in _processes)
        {
            process.StandardInput.Close();
            process.WaitForExit();
            process.Dispose();
        }
    }

    private static Process Start()
    {
        ProcessStartInfo start = new(Environment.ProcessPath!) { RedirectStandardInput = true, RedirectStandardOutput = true };
        if (Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet")
        {
            start.ArgumentList.Add("exec");
            start.ArgumentList.Add(typeof(Burners).Assembly.Location);
        }

        start.ArgumentList.Add("burn");
        return Process.Start(start)!;
    }
}
