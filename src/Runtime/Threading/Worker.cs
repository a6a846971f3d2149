namespace Etch.Execution;

/// <summary>A thread of a team. It waits for work, does its part of the job and waits again; it never keeps the process alive.</summary>
internal sealed class Worker
{
    private readonly WorkTeam _team;
    private readonly int _index;
    private readonly ParkingSpot _spot;
    private readonly Thread _thread;
    private bool _stopping;
    private Padded _told;           // 1 from when the caller has told this worker until it begins

    private Worker(WorkTeam team, int index, long spinTicks)
    {
        _team = team;
        _index = index;
        _spot = new ParkingSpot(spinTicks);
        _thread = new Thread(Work) { IsBackground = true, Name = $"Etch worker {index}" };
    }

    /// <summary>A worker whose thread runs.</summary>
    internal static Worker Start(WorkTeam team, int index, long spinTicks)
    {
        var worker = new Worker(team, index, spinTicks);
        worker._thread.UnsafeStart();       // the execution context of the first caller is not the team's
        return worker;
    }

    /// <summary>Says that the job has a part for this worker; a full fence and <see cref="Wake"/> follow.</summary>
    internal void Tell() => Volatile.Write(ref _told.Value, 1);

    internal void Wake() => _spot.Wake();

    internal void Stop()
    {
        _stopping = true;
        Tell();
        Interlocked.MemoryBarrier();
        Wake();
        _thread.Join();
        _spot.Dispose();
    }

    private void Work()
    {
        while (WaitForWork())
            _team.RunPart(_index);
    }

    private bool WaitForWork()
    {
        _spot.Await(ref _told.Value, 1);
        Volatile.Write(ref _told.Value, 0);
        return !_stopping;
    }
}
