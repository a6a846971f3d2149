using System.Diagnostics;
using System.Globalization;

namespace Etch.Benchmarks;

/// <summary>Whole models as ratios to the limits of the machine, measured in the same run: the best of several rounds.</summary>
internal static class Figures
{
    public static void Encoder(string instructionSet)
    {
        double peak = Peak.Flops(instructionSet);
        Line($"{instructionSet}: peak of one core {peak / 1e9:F1} GFLOP/s");
        using MiniLm model = MiniLm.Load(RandomWeights.For(MiniLm.Describe), new LoadOptions { InstructionSet = instructionSet });
        foreach (int tokens in new[] { 16, 32, 64, 128, 256, 512 })
        {
            double one = Encode(model, tokens, 1), two = Encode(model, tokens, 2);
            double flops = 6 * ((2.0 * tokens * ((4 * 384 * 384) + (2 * 384 * 1536))) + (4.0 * tokens * tokens * 384));
            Line($"  MiniLM {tokens,4} tokens: {one * 1e3,7:F2} ms, {flops / one / peak:P0} of the peak; two threads {one / two:F2} times that");
        }
    }

    public static void Decoder(string instructionSet)
    {
        double bytes = Peak.MemoryBytes();
        using Bard model = Bard.Load(Path.Combine(AppContext.BaseDirectory, "shakespeare"), new LoadOptions { InstructionSet = instructionSet });
        foreach (int threads in new[] { 1, 2 })
        {
            using Bard.Session session = model.CreateSession(threads);
            int[] prompt = [.. Enumerable.Range(0, 128).Select(index => index * 7 % 1024)];
            double prefill = Best(() => { session.Rewind(0); session.Forward(prompt); }, 20);
            int[] one = [5];
            double decode = Best(() => { session.Rewind(0); for (int index = 0; index < 64; index++) { session.Forward(one); } }, 10) / 64;
            Line($"  Shakespeare {instructionSet}, {threads} threads: prefill {128 / prefill:F0} tokens/s, decode {1 / decode:F0} tokens/s, {model.WeightBytes / decode / 1e9:F1} GB/s (memory gives {bytes / 1e9:F1} GB/s)");
        }
    }

    private static double Encode(MiniLm model, int tokens, int threads)
    {
        using MiniLm.Session session = model.CreateSession(threads);
        int[] ids = [.. Enumerable.Range(0, tokens).Select(index => index * 31 % 30522)];
        float[] pooled = new float[384];
        return Best(() => session.Encode(ids, pooled), 15);
    }

    private static double Best(Action action, int rounds)
    {
        action();
        double best = double.MaxValue;
        for (int round = 0; round < rounds; round++)
        {
            long start = Stopwatch.GetTimestamp();
            action();
            best = Math.Min(best, Stopwatch.GetElapsedTime(start).TotalSeconds);
        }

        return best;
    }

    private static void Line(FormattableString text) => Console.WriteLine(text.ToString(CultureInfo.InvariantCulture));
}
