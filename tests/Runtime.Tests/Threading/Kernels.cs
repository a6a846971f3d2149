namespace Etch.Runtime.Tests.Threading;

/// <summary>Kernels that leave traces of who ran what.</summary>
internal static unsafe class Kernels
{
    /// <summary>Adds the worker's index plus one to each index of its range, so that a second visit shows.</summary>
    internal static void MarkOwner(void* owners, nint start, nint end, int worker)
    {
        for (nint i = start; i < end; i++)
            Interlocked.Add(ref ((int*)owners)[i], worker + 1);
    }

    /// <summary>What <see cref="MarkOwner"/> leaves: index i belongs to the t for which count · t / T ≤ i &lt; count · (t + 1) / T.</summary>
    internal static int[] ExpectedOwners(int count, int threads, int length)
    {
        int parts = Math.Min(threads, count);
        return [.. Enumerable.Range(0, length).Select(i => i >= count ? 0 : 1 + Enumerable.Range(0, parts).Single(t => count * t / parts <= i && i < count * (t + 1) / parts))];
    }

    internal static void StoreRange(void* ranges, nint start, nint end, int worker)
    {
        ((long*)ranges)[2 * worker] = start;
        ((long*)ranges)[(2 * worker) + 1] = end;
    }

    /// <summary>Two numbers per worker: the thread's id, and 1 where it is a background thread.</summary>
    internal static void StoreThread(void* threads, nint start, nint end, int worker)
    {
        ((int*)threads)[2 * worker] = Environment.CurrentManagedThreadId;
        ((int*)threads)[(2 * worker) + 1] = Thread.CurrentThread.IsBackground ? 1 : 0;
    }

    /// <summary>Not atomic: an index that two threads have at once, or a run that overtakes another, loses counts.</summary>
    internal static void AddIndex(void* sums, nint start, nint end, int worker)
    {
        for (nint i = start; i < end; i++)
            ((long*)sums)[i] += i + 1;
    }

    /// <summary>Copies the first half of 2 × 32 numbers, rotated by one, to the second.</summary>
    internal static void RotateForth(void* ring, nint start, nint end, int worker) => Rotate((int*)ring, (int*)ring + 32, start, end);

    /// <summary>As <see cref="RotateForth"/>, from the second half to the first.</summary>
    internal static void RotateBack(void* ring, nint start, nint end, int worker) => Rotate((int*)ring + 32, (int*)ring, start, end);

    internal static void SleepUnlessCaller(void* arguments, nint start, nint end, int worker)
    {
        if (worker == 0)
            return;
        Thread.Sleep(400);
        Volatile.Write(ref ((Slow*)arguments)->Finished, 1);
    }

    private static void Rotate(int* from, int* to, nint start, nint end)
    {
        for (nint i = start; i < end; i++)
            to[i] = from[(i + 1) % 32];
    }

    internal struct Slow
    {
        public int Finished;
    }
}
