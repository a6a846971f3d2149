using Etch.Execution;

namespace Etch.Runtime.Tests.Threading;

public sealed class SessionGateTests
{
    private readonly SessionGate _gate = new(new Version());

    [Fact]
    public void OneCallAfterAnotherEnters()
    {
        _gate.Enter();
        _gate.Exit();
        _gate.Enter();
        _gate.Exit();
        Assert.True(_gate.Dispose());
    }

    [Fact]
    public async Task ASecondThreadIsRefusedUntilTheFirstHasLeft()
    {
        _gate.Enter();
        var error = await Assert.ThrowsAsync<InvalidOperationException>(() => Elsewhere(_gate.Enter));
        Assert.Equal("This session is in use by another thread; a session serves one caller at a time. Create one session per caller.", error.Message);

        _gate.Exit();
        await Elsewhere(() =>
        {
            _gate.Enter();
            _gate.Exit();
        });
    }

    [Fact]
    public void ACallInsideACallIsRefusedAsWhatItIs()
    {
        _gate.Enter();
        var error = Assert.Throws<InvalidOperationException>(_gate.Enter);

        Assert.Contains("on this thread", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void ADisposedSessionIsRefusedByTheNameOfItsType()
    {
        Assert.True(_gate.Dispose());
        Assert.False(_gate.Dispose());

        Assert.Equal("System.Version", Assert.Throws<ObjectDisposedException>(_gate.Enter).ObjectName);
    }

    [Fact]
    public async Task ADisposeWaitsForTheCallAndRefusesTheNext()
    {
        _gate.Enter();
        Task<bool> dispose = Elsewhere(_gate.Dispose);
        Assert.False(await HasEnded(dispose));
        await Assert.ThrowsAsync<ObjectDisposedException>(() => Elsewhere(_gate.Enter));
        Assert.False(await Elsewhere(_gate.Dispose));

        _gate.Exit();
        Assert.True(await dispose);
        Assert.Throws<ObjectDisposedException>(_gate.Enter);
    }

    [Fact]
    public void ADisposeInsideItsOwnCallIsRefusedInsteadOfWaitingForItself()
    {
        _gate.Enter();
        Assert.Throws<InvalidOperationException>(() => _gate.Dispose());
        _gate.Exit();

        _gate.Enter();
        _gate.Exit();
        Assert.True(_gate.Dispose());
    }

    [Fact]
    public async Task OfManyThreadsOneIsInsideAtATime()
    {
        int inside = 0, together = 0, counted = 0, entered = 0;
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Elsewhere(() =>
        {
            for (int i = 0; i < 20_000; i++)
            {
                if (!TryEnter())
                    continue;
                if (Interlocked.Increment(ref inside) > 1)
                    Interlocked.Increment(ref together);
                counted++;          // not atomic: the gate is what keeps it right
                Interlocked.Decrement(ref inside);
                _gate.Exit();
                Interlocked.Increment(ref entered);
            }
        })));

        Assert.Equal(0, together);
        Assert.Equal(entered, counted);
        Assert.InRange(entered, 1, 4 * 20_000);
    }

    [Fact]
    public void NothingIsAllocatedPerCall()
    {
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 1_000; i++)
        {
            _gate.Enter();
            _gate.Exit();
        }

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    private bool TryEnter()
    {
        try
        {
            _gate.Enter();
            return true;
        }
        catch (InvalidOperationException)
        {
            return false;
        }
    }

    // Long enough that a dispose which does not wait would have ended, even on a busy machine.
    private static async Task<bool> HasEnded(Task task) => await Task.WhenAny(task, Task.Delay(200)) == task;

    private static Task Elsewhere(Action action) => Task.Factory.StartNew(action, default, TaskCreationOptions.LongRunning, TaskScheduler.Default);

    private static Task<T> Elsewhere<T>(Func<T> action) => Task.Factory.StartNew(action, default, TaskCreationOptions.LongRunning, TaskScheduler.Default);
}
