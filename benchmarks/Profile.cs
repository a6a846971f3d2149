using System.Diagnostics;
using System.Globalization;
using Etch.Execution;

namespace Etch.Benchmarks;

/// <summary>Where the time of an encode goes: each node's share, and its products as a ratio to the peak.</summary>
internal sealed class Profile : IWorkProfiler
{
    private readonly long[] _ticks = new long[256];

    public void Ran(int node, int count, int parts, long ticks) => _ticks[node] += ticks;

    public static void Encoder(string instructionSet, int tokens)
    {
        double peak = Peak.Flops(instructionSet);
        using MiniLm model = MiniLm.Load(RandomWeights.For(MiniLm.Describe), new LoadOptions { InstructionSet = instructionSet });
        using MiniLm.Session session = model.CreateSession(1);
        int[] ids = [.. Enumerable.Range(0, tokens).Select(index => index * 31 % 30522)];
        float[] pooled = new float[384];
        session.Encode(ids, pooled);
        long[] best = [.. Enumerable.Repeat(long.MaxValue, 256)];
        Profile profile = new();
        WorkTeam.Profiler = profile;
        for (int round = 0; round < 20; round++)
        {
            Array.Clear(profile._ticks);
            session.Encode(ids, pooled);
            best = [.. best.Zip(profile._ticks, Math.Min)];
        }

        WorkTeam.Profiler = null;
        double total = best.Sum();
        foreach (PlanRow row in MiniLm.Plan.Rows)
        {
            double seconds = best[row.Number] / (double)Stopwatch.Frequency, flops = (double)row.FlopsPerRow * tokens * (row.Layer.Length > 0 ? 6 : 1);
            string share = flops == 0 ? "" : $"{flops / seconds / peak,6:P0} of the peak";
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{row.Number,3} {row.Formula,-60} {seconds * 1e6,9:F0} us {best[row.Number] / total,6:P1} {share}"));
        }

        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"total {total / Stopwatch.Frequency * 1e3:F2} ms"));
    }
}
