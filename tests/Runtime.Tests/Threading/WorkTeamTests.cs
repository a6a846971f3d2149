using Etch.Execution;

namespace Etch.Runtime.Tests.Threading;

public sealed class WorkTeamTests
{
    public static TheoryData<int, int> Teams => new()
    {
        // threads, microseconds of spinning: 0 parks at every wait, 40 is the usual bound, 1000 hardly ever parks
        { 1, 40 }, { 2, 0 }, { 2, 40 }, { 2, 1000 }, { 3, 0 }, { 4, 0 }, { 4, 40 }, { 7, 0 },
    };

    [Theory]
    [MemberData(nameof(Teams))]
    public unsafe void EachIndexIsCoveredOnceByItsWorker(int threads, int spinMicroseconds)
    {
        using var team = new TestTeam(threads, spinMicroseconds);
        int[] owners = new int[200];
        for (int asked = 1; asked <= threads; asked++)
        {
            foreach (int count in (int[])[0, 1, 2, 3, 4, 5, 7, 8, 64, 199, 200])
            {
                using TeamLease lease = team.Enter(asked);
                Assert.Equal(asked, lease.Threads);
                Array.Clear(owners);
                fixed (int* first = owners)
                    lease.Run(0, count, &Kernels.MarkOwner, first);
                Assert.Equal(Kernels.ExpectedOwners(count, asked, owners.Length), owners);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Teams))]
    public unsafe void TheWholeRangeOfCountsIsSplitWithoutOverflow(int threads, int spinMicroseconds)
    {
        using var team = new TestTeam(threads, spinMicroseconds);
        using TeamLease lease = team.Enter(threads);
        long* ranges = stackalloc long[2 * threads];
        lease.Run(0, int.MaxValue, &Kernels.StoreRange, ranges);

        Assert.Equal(0, ranges[0]);
        Assert.Equal(int.MaxValue, ranges[(2 * threads) - 1]);
        for (int t = 1; t < threads; t++)
            Assert.Equal(ranges[(2 * t) - 1], ranges[2 * t]);
        for (int t = 0; t < threads; t++)
            Assert.InRange(ranges[(2 * t) + 1] - ranges[2 * t], int.MaxValue / threads, (int.MaxValue / threads) + 1L);
    }

    [Fact]
    public unsafe void TheCallerIsWorkerZeroAndTheOthersAreBackgroundThreads()
    {
        using var team = new TestTeam(3, 40);
        using TeamLease lease = team.Enter(3);
        int* threads = stackalloc int[6];
        lease.Run(0, 3, &Kernels.StoreThread, threads);

        Assert.Equal(Environment.CurrentManagedThreadId, threads[0]);
        Assert.Equal(3, new HashSet<int> { threads[0], threads[2], threads[4] }.Count);
        Assert.Equal((1, 1), (threads[3], threads[5]));
    }

    [Fact]
    public unsafe void ABusyTeamLendsNobody()
    {
        using var team = new TestTeam(2, 40);
        TeamLease lease = team.Enter(2);
        int nested = 0, other = 0;
        using (TeamLease second = team.Enter(2))
            nested = second.Threads;
        Elsewhere(() =>
        {
            using TeamLease second = team.Enter(2);
            other = second.Threads;
            int* owners = stackalloc int[5];
            second.Run(0, 5, &Kernels.MarkOwner, owners);
            Assert.Equal([1, 1, 1, 1, 1], new ReadOnlySpan<int>(owners, 5));
        });
        lease.Dispose();

        Assert.Equal((1, 1), (nested, other));
        using TeamLease afterwards = team.Enter(2);
        Assert.Equal(2, afterwards.Threads);
    }

    [Fact]
    public void OneThreadNeedsNoTeam()
    {
        using var team = new TestTeam(2, 40);
        using TeamLease single = team.Enter(1);
        using TeamLease whole = team.Enter(100);

        Assert.Equal((1, 2), (single.Threads, whole.Threads));
        Assert.Throws<ArgumentOutOfRangeException>(() => team.Enter(0).Dispose());
    }

    [Fact]
    public unsafe void ALeaseThatWasGivenBackNeitherRunsNorFreesAnother()
    {
        using var team = new TestTeam(2, 40);
        TeamLease old = team.Enter(2);
        old.Dispose();
        using TeamLease current = team.Enter(2);
        old.Dispose();

        using TeamLease third = team.Enter(2);
        Assert.Equal(1, third.Threads);
        int* owners = stackalloc int[2];
        Refuses<ObjectDisposedException>(old, 2, owners);
        Refuses<ArgumentOutOfRangeException>(current, -1, owners);
        Refuses<ArgumentOutOfRangeException>(default, -1, owners);
        Assert.Equal((0, 0), (owners[0], owners[1]));
    }

    [Theory]
    [InlineData(2, 40, 100_000)]
    [InlineData(2, 0, 10_000)]
    [InlineData(4, 0, 10_000)]
    public unsafe void ManyRunsInARowLoseNothing(int threads, int spinMicroseconds, int runs)
    {
        using var team = new TestTeam(threads, spinMicroseconds);
        using TeamLease lease = team.Enter(threads);
        long* sums = stackalloc long[16];
        for (int run = 0; run < runs; run++)
            lease.Run(0, (run % 16) + 1, &Kernels.AddIndex, sums);

        for (int i = 0; i < 16; i++)
            Assert.Equal((long)(i + 1) * RunsWithIndex(i, runs), sums[i]);
    }

    [Fact]
    public unsafe void WorkersPickUpWhatTheCallerWroteAndTheCallerSeesWhatTheyWrote()
    {
        using var team = new TestTeam(2, 40);
        using TeamLease lease = team.Enter(2);
        int* ring = stackalloc int[64];
        for (int i = 0; i < 32; i++)
            ring[i] = i;
        // Each run reads what both threads wrote in the one before, the neighbour's share included: a stale read would stay for ever.
        for (int run = 0; run < 5_000; run++)
            lease.Run(0, 32, (run & 1) == 0 ? &Kernels.RotateForth : &Kernels.RotateBack, ring);

        for (int i = 0; i < 32; i++)
            Assert.Equal((i + 5_000) % 32, ring[i]);
    }

    [Fact]
    public async Task ManyCallersAtOnceEachGetTheirResult()
    {
        using var team = new TestTeam(3, 40);
        int granted = 0;
        await Task.WhenAll(Enumerable.Range(0, 8).Select(caller => Task.Factory.StartNew(
            () => Interlocked.Add(ref granted, Hammer(team, caller)), TestContext.Current.CancellationToken, TaskCreationOptions.LongRunning, TaskScheduler.Default)));

        Assert.InRange(granted, 1, 8 * 2_000);
        using TeamLease afterwards = team.Enter(3);
        Assert.Equal(3, afterwards.Threads);
    }

    [Theory]
    [InlineData(40)]
    [InlineData(0)]
    public unsafe void NothingIsAllocatedPerCall(int spinMicroseconds)
    {
        using var team = new TestTeam(2, spinMicroseconds);
        long* sums = stackalloc long[8];
        Call(team, sums);
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 1_000; i++)
            Call(team, sums);

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [Fact]
    public unsafe void AnInterruptDoesNotLetTheCallerLeaveEarly()
    {
        using var team = new TestTeam(2, 0);
        bool finished = false, delivered = false;
        Elsewhere(() =>
        {
            using TeamLease lease = team.Enter(2);
            var slow = new Kernels.Slow();
            Thread caller = Thread.CurrentThread;
            using var timer = new Timer(_ => caller.Interrupt(), null, dueTime: 50, period: Timeout.Infinite);
            lease.Run(0, 2, &Kernels.SleepUnlessCaller, &slow);
            finished = slow.Finished == 1;
            delivered = IsInterrupted();
        });

        Assert.True(finished);
        Assert.True(delivered);
    }

    [Fact]
    public void TheTeamOfTheProcessHasAThreadForEachProcessor()
    {
        Assert.Same(WorkTeam.Shared, WorkTeam.Shared);
        Assert.Equal(Environment.ProcessorCount, WorkTeam.Shared.Threads);
    }

    private static unsafe int Hammer(TestTeam team, int caller)
    {
        int granted = 0;
        long* sums = stackalloc long[9];
        for (int call = 0; call < 2_000; call++)
            granted += Call(team, sums) > 1 ? 1 : 0;
        for (int i = 0; i < 8; i++)
            Assert.Equal((i + 1) * 4_000L, sums[i]);
        return granted;
    }

    private static unsafe int Call(TestTeam team, long* sums)
    {
        using TeamLease lease = team.Enter(3);
        lease.Run(0, 8, &Kernels.AddIndex, sums);
        lease.Run(0, 8, &Kernels.AddIndex, sums);
        return lease.Threads;
    }

    // Run r covers the indices 0 to r mod 16, so index i misses the first i of every sixteen runs.
    private static int RunsWithIndex(int index, int runs) => (runs / 16 * (16 - index)) + Math.Max(0, (runs % 16) - index);

    private static bool IsInterrupted()
    {
        try
        {
            Thread.Sleep(1);
            return false;
        }
        catch (ThreadInterruptedException)
        {
            return true;
        }
    }

    private static unsafe void Refuses<TException>(TeamLease lease, int count, int* owners)
        where TException : Exception
    {
        try
        {
            lease.Run(0, count, &Kernels.MarkOwner, owners);
        }
        catch (TException)
        {
            return;
        }
        Assert.Fail($"The run was not refused with {typeof(TException).Name}.");
    }

    private static void Elsewhere(Action action)
    {
        Exception? failure = null;
        var thread = new Thread(() => failure = Record.Exception(action));
        thread.Start();
        thread.Join();
        Assert.Null(failure);
    }
}
