using System.Collections.Concurrent;
using Etch.Execution;

namespace Etch.Runtime.Tests.Threading;

public sealed unsafe class WorkProfilerTests
{
    // No other test uses numbers like these, and teams of other tests may report at the same time.
    private const int Node = 777_000;

    [Fact]
    public void EachRunIsReportedWhileAProfilerIsSet()
    {
        using var team = new TestTeam(2, 40);
        using TeamLease lease = team.Enter(2);
        var profiler = new Recorder();
        int* owners = stackalloc int[5];
        WorkTeam.Profiler = profiler;
        try
        {
            lease.Run(Node, 5, &Kernels.MarkOwner, owners);
            lease.Run(Node + 1, 1, &Kernels.MarkOwner, owners);
            lease.Run(Node + 2, 0, &Kernels.MarkOwner, owners);
            default(TeamLease).Run(Node + 3, 5, &Kernels.MarkOwner, owners);
        }
        finally
        {
            WorkTeam.Profiler = null;
        }
        lease.Run(Node + 4, 5, &Kernels.MarkOwner, owners);

        Assert.Equal([(Node, 5, 2), (Node + 1, 1, 1), (Node + 2, 0, 0), (Node + 3, 5, 1)], profiler.Runs);
        Assert.Equal([4, 3, 5, 5, 5], new ReadOnlySpan<int>(owners, 5));
    }

    private sealed class Recorder : IWorkProfiler
    {
        private readonly ConcurrentQueue<(int, int, int)> _runs = new();

        internal IEnumerable<(int Node, int Count, int Parts)> Runs => _runs;

        public void Ran(int node, int count, int parts, long ticks)
        {
            if (node >= Node)
                _runs.Enqueue((node, count, ticks < 0 ? -1 : parts));
        }
    }
}
