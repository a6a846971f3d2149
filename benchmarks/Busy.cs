using System.Diagnostics;
using System.Globalization;

namespace Etch.Benchmarks;

/// <summary>
/// Calls while other processes have taken every core, as ratios to what is fair: the time alone × busy threads / cores. A team that only spins
/// at its barriers burns the very slices that its workers need, and takes many times that.
/// </summary>
internal static class Busy
{
    /// <summary>What a machine without other work gives a process that asks for all of it.</summary>
    private const double Idle = 0.95;

    private const int Calls = 200;

    public static void Run()
    {
        int cores = Environment.ProcessorCount;
        double share = Share(cores);
        Line($"{cores} cores, of which this process gets {share:P0}{(share < Idle ? ": the machine is busy already, so the ratios below say nothing" : "")}");
        using MiniLm encoder = MiniLm.Load(RandomWeights.For(MiniLm.Describe));
        using Bard decoder = Bard.Load(Path.Combine(AppContext.BaseDirectory, "shakespeare"));
        foreach (int threads in new[] { 1, cores }.Distinct())
        {
            foreach (int tokens in new[] { 16, 128 })
            {
                using MiniLm.Session session = encoder.CreateSession(threads);
                int[] ids = [.. Enumerable.Range(0, tokens).Select(index => index * 31 % 30522)];
                float[] pooled = new float[384];
                Report($"MiniLM, {tokens} tokens", threads, cores, () => session.Encode(ids, pooled));
            }

            using Bard.Session writer = decoder.CreateSession(threads);
            int[] one = [5];
            Report("Shakespeare, 1 token", threads, cores, () => { writer.Rewind(Math.Min(writer.Position, 128)); writer.Forward(one); });
        }
    }

    private static void Report(string what, int threads, int cores, Action call)
    {
        double[] alone = Times(call), busy;
        using (new Burners(cores))
        {
            busy = Times(call);
        }

        double median = alone[Calls / 2], fair = median * (cores + threads) / cores;
        Line($"  {what,-22} {threads} threads: alone {median * 1e3,7:F2} ms, fair {fair * 1e3,7:F2} ms; mean {busy.Average() / fair,5:F2}, median {busy[Calls / 2] / fair,5:F2}, 95 of 100 {busy[Calls * 95 / 100] / fair,5:F2}, worst {busy[^1] / fair,5:F2} times the fair time");
    }

    private static double[] Times(Action call)
    {
        for (int round = 0; round < 20; round++)
        {
            call();
        }

        double[] times = new double[Calls];
        for (int round = 0; round < Calls; round++)
        {
            long start = Stopwatch.GetTimestamp();
            call();
            times[round] = Stopwatch.GetElapsedTime(start).TotalSeconds;
        }

        Array.Sort(times);
        return times;
    }

    /// <summary>The part of all cores that this process gets in half a second.</summary>
    private static double Share(int cores)
    {
        TimeSpan before = Environment.CpuUsage.TotalTime, time = TimeSpan.FromSeconds(0.5);
        long start = Stopwatch.GetTimestamp();
        Thread[] threads = [.. Enumerable.Range(0, cores).Select(_ => new Thread(() =>
        {
            while (Stopwatch.GetElapsedTime(start) < time)
            {
                Thread.SpinWait(1000);
            }
        }))];
        Array.ForEach(threads, thread => thread.Start());
        Array.ForEach(threads, thread => thread.Join());
        return (Environment.CpuUsage.TotalTime - before) / Stopwatch.GetElapsedTime(start) / cores;
    }

    private static void Line(FormattableString text) => Console.WriteLine(text.ToString(CultureInfo.InvariantCulture));
}
