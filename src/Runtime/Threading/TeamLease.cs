using System.Diagnostics;

namespace Etch.Execution;

/// <summary>
/// The threads that one call has to itself: those of the team, or the caller's alone. The bits of a result are the same either way.
/// </summary>
public readonly unsafe ref struct TeamLease
{
    private readonly WorkTeam? _team;
    private readonly int _ticket;
    private readonly int _threads;

    internal TeamLease(WorkTeam team, int ticket, int threads)
    {
        _team = team;
        _ticket = ticket;
        _threads = threads;
    }

    /// <summary>The number of threads, the caller's included; at least 1. Worker indices are below it.</summary>
    public int Threads => Math.Max(_threads, 1);

    /// <summary>
    /// Runs a kernel over the indices 0 to <paramref name="count"/> and returns when all are done. Part t of T, where T is the smaller
    /// of <see cref="Threads"/> and <paramref name="count"/>, has the range count · t / T to count · (t + 1) / T; the caller runs part 0.
    /// With one part this is a direct call; without an index the kernel is not called.
    /// </summary>
    /// <param name="node">The number of the node in the model's plan, for the profiler.</param>
    /// <param name="count">The number of indices: panels, heads or rows.</param>
    /// <param name="kernel">Takes the arguments, the first index, the index after the last and the worker's index; it must not throw.</param>
    /// <param name="arguments">What the kernel reads; it stays valid until this returns.</param>
    /// <exception cref="ArgumentOutOfRangeException">The count is negative.</exception>
    /// <exception cref="ObjectDisposedException">The lease was disposed.</exception>
    public void Run(int node, int count, delegate*<void*, nint, nint, int, void> kernel, void* arguments)
    {
        if (WorkTeam.Profiler is { } profiler)
            RunProfiled(profiler, node, count, kernel, arguments);
        else
            Run(count, kernel, arguments);
    }

    /// <summary>Gives the threads back to the team; a second call does nothing.</summary>
    public void Dispose() => _team?.Leave(_ticket);

    private void Run(int count, delegate*<void*, nint, nint, int, void> kernel, void* arguments)
    {
        int parts = Math.Min(_threads, count);
        if (parts > 1)
            _team!.Run(_ticket, new Job { Kernel = kernel, Arguments = arguments, Count = count, Parts = parts });
        else if (count > 0)
            kernel(arguments, 0, count, 0);
        else
            ArgumentOutOfRangeException.ThrowIfNegative(count);
    }

    private void RunProfiled(IWorkProfiler profiler, int node, int count, delegate*<void*, nint, nint, int, void> kernel, void* arguments)
    {
        long start = Stopwatch.GetTimestamp();
        Run(count, kernel, arguments);
        profiler.Ran(node, count, Math.Min(Threads, count), Stopwatch.GetTimestamp() - start);
    }
}
