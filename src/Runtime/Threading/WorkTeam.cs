using System.Diagnostics;

namespace Etch.Execution;

/// <summary>
/// The threads that run kernels: parked workers beside the thread of the caller. One call has the team at a time; a call that finds it
/// busy runs on its own thread, so that many callers get a core each and a lone caller gets all. Nothing is allocated for a call or a
/// run, and a kernel never waits for another.
/// </summary>
public sealed class WorkTeam
{
    // Longer than the gap between two runs of a call, shorter than the slice of a thread that is ready to use this core.
    private const int SpinMicroseconds = 40;

    private readonly Worker[] _workers;
    private readonly ParkingSpot _caller;
    private readonly long _spinTicks;
    private int _started;
    private PaddedJob _job;
    private Padded _remaining;      // parts of the job that workers have not finished
    private Padded _ticket;         // odd while a lease has the team; each lease has a number of its own

    // With more threads than processors a waiter that spins keeps a worker from running.
    internal WorkTeam(int threads)
        : this(threads, threads <= Environment.ProcessorCount ? SpinMicroseconds : 0)
    {
    }

    internal WorkTeam(int threads, int spinMicroseconds)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(threads, 1);
        Threads = threads;
        _spinTicks = Environment.ProcessorCount == 1 ? 0 : spinMicroseconds * Stopwatch.Frequency / 1_000_000;
        _caller = new ParkingSpot(_spinTicks);
        _workers = new Worker[threads - 1];
    }

    /// <summary>
    /// The team of the process, with a thread for each processor that the process may use; it is made when it is first asked for, and
    /// its threads start when a call first needs them.
    /// </summary>
    public static WorkTeam Shared => OfProcess.Team;

    /// <summary>The most threads a lease can have, the caller's included.</summary>
    public int Threads { get; }

    /// <summary>Told about each run of every team; null, its usual state, costs one test a run.</summary>
    internal static IWorkProfiler? Profiler { get; set; }

    /// <summary>
    /// Reserves the team for one call on this thread, until the lease is disposed. A caller that asks for one thread or finds the team
    /// busy gets a lease of one thread, which needs no team.
    /// </summary>
    /// <param name="threads">The threads that the call can use, the caller's included; more than <see cref="Threads"/> means all.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="threads"/> is below 1.</exception>
    public TeamLease Enter(int threads)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(threads, 1);
        threads = Math.Min(threads, Threads);
        int free = Volatile.Read(ref _ticket.Value);
        bool entered = threads > 1 && (free & 1) == 0 && Interlocked.CompareExchange(ref _ticket.Value, free + 1, free) == free;
        return entered ? Lease(free + 1, threads) : default;
    }

    internal void Leave(int ticket) => Interlocked.CompareExchange(ref _ticket.Value, ticket + 1, ticket);

    internal void Run(int ticket, in Job job)
    {
        ObjectDisposedException.ThrowIf(Volatile.Read(ref _ticket.Value) != ticket, typeof(TeamLease));
        _job.Value = job;
        _remaining.Value = job.Parts - 1;
        Start(_workers.AsSpan(0, job.Parts - 1));
        job.RunPart(0);
        _caller.Await(ref _remaining.Value, 0);
    }

    internal void RunPart(int part)
    {
        _job.Value.RunPart(part);
        if (Interlocked.Decrement(ref _remaining.Value) == 0)
            _caller.Wake();
    }

    /// <summary>Ends the threads of a team that no lease uses and none will.</summary>
    internal void Stop()
    {
        foreach (Worker worker in _workers.AsSpan(0, _started))
            worker.Stop();
        _caller.Dispose();
    }

    // All workers are told before the first is woken: the stores travel together, and one fence serves them all.
    private static void Start(ReadOnlySpan<Worker> workers)
    {
        foreach (Worker worker in workers)
            worker.Tell();
        Interlocked.MemoryBarrier();
        foreach (Worker worker in workers)
            worker.Wake();
    }

    private TeamLease Lease(int ticket, int threads)
    {
        try
        {
            for (; _started < threads - 1; _started++)
                _workers[_started] = Worker.Start(this, _started + 1, _spinTicks);
            return new TeamLease(this, ticket, threads);
        }
        catch
        {
            Leave(ticket);
            throw;
        }
    }

    private static class OfProcess
    {
        internal static readonly WorkTeam Team = new(Environment.ProcessorCount);
    }
}
