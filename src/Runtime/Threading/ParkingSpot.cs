using System.Diagnostics;

namespace Etch.Execution;

/// <summary>
/// Where one thread waits until a word in memory has a value: it spins for a bounded time and then parks. The bound matters more than
/// the spin: while other programs use the cores, a waiter that only spins burns the very slice that the other thread needs.
/// </summary>
internal sealed class ParkingSpot(long spinTicks) : IDisposable
{
    private readonly AutoResetEvent _wake = new(false);
    private Padded _parked;         // 1 while the thread sleeps or is about to, and nobody has taken it upon himself to wake it

    /// <summary>Returns when the word has the value. Only one thread at a time waits at a spot.</summary>
    internal void Await(ref int word, int value)
    {
        if (Spin(ref word, value))
            return;
        while (Volatile.Read(ref word) != value)
            Park(ref word, value);
    }

    /// <summary>
    /// Wakes the thread if it is parked. The caller has written the word before, with a full fence between: then either this sees the
    /// thread parked, or the thread sees the word before it sleeps.
    /// </summary>
    internal void Wake()
    {
        if (Volatile.Read(ref _parked.Value) == 1 && Unpark())
            _wake.Set();
    }

    public void Dispose() => _wake.Dispose();

    private bool Spin(ref int word, int value)
    {
        long start = Stopwatch.GetTimestamp();
        do
        {
            if (Volatile.Read(ref word) == value)
                return true;
            Thread.SpinWait(2);
        }
        while (Stopwatch.GetTimestamp() - start < spinTicks);
        return false;
    }

    private void Park(ref int word, int value)
    {
        Interlocked.Exchange(ref _parked.Value, 1);
        bool cameBetween = Volatile.Read(ref word) == value;
        // If somebody else unparked us, his signal is on its way and must be consumed.
        if (!cameBetween || !Unpark())
            Sleep();
    }

    private bool Unpark() => Interlocked.CompareExchange(ref _parked.Value, 0, 1) == 1;

    // An interrupt must not let a caller leave while workers still use its memory; it is delivered at the caller's next wait.
    private void Sleep()
    {
        bool interrupted = false;
        while (!TrySleep())
            interrupted = true;
        if (interrupted)
            Thread.CurrentThread.Interrupt();
    }

    private bool TrySleep()
    {
        try
        {
            return _wake.WaitOne();
        }
        catch (ThreadInterruptedException)
        {
            return false;
        }
    }
}
