using System.Diagnostics;
using System.Globalization;
using Etch.Execution;

namespace Etch.Fuzz.Calls;

/// <summary>Many callers on one model at once, each with a session of its own that it sometimes replaces: every answer has the right bits, and memory does not grow.</summary>
internal static class ManyCallers
{
    private const int Texts = 8;

    public static void Run(int callers, TimeSpan time, TextWriter log)
    {
        long before = AlignedMemory.BytesInUse;
        using (ModelData language = RandomModel.Load(Whole.Describe))
        using (ModelData encoder = RandomModel.Load(Pooled.Describe))
        {
            float[][] logits = [.. Enumerable.Range(0, Texts).Select(text => Answer(language, text))], pooled = [.. Enumerable.Range(0, Texts).Select(text => Vector(encoder, text))];
            long managed = 0, half = 0, answers = 0, end = Stopwatch.GetTimestamp() + (long)(time.TotalSeconds * Stopwatch.Frequency);
            string? wrong = null;
            Thread[] threads = [.. Enumerable.Range(0, callers).Select(caller => new Thread(() =>
            {
                Random random = new(caller);
                while (Stopwatch.GetTimestamp() < end && wrong is null)
                {
                    int text = random.Next(Texts);
                    bool right = random.Next(2) == 0
                        ? Answer(language, text).AsSpan().SequenceEqual(logits[text])
                        : Vector(encoder, text).AsSpan().SequenceEqual(pooled[text]);
                    wrong ??= right ? null : $"caller {caller}, text {text}: another answer";
                    Interlocked.Increment(ref answers);
                }
            }))];
            Array.ForEach(threads, thread => thread.Start());
            Thread.Sleep(time / 2);
            half = GC.GetTotalMemory(forceFullCollection: true);
            Array.ForEach(threads, thread => thread.Join());
            managed = GC.GetTotalMemory(forceFullCollection: true);
            log.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{callers} callers, {answers} answers, managed memory {half} bytes at half time and {managed} at the end"));
            Demand(wrong is null, wrong!);
            Demand(answers >= callers, $"only {answers} answers of {callers} callers");
            Demand(language.Blocks.BlocksInUse == 0, $"{language.Blocks.BlocksInUse} blocks were not returned");
            // Callers end, so there is less at the end; a kilobyte each is for what the system keeps of a thread.
            Demand(managed <= half + (callers * 1024L), $"managed memory grew from {half} to {managed}");
        }

        Demand(AlignedMemory.BytesInUse == before, $"{AlignedMemory.BytesInUse - before} bytes are left");
    }

    private static float[] Answer(ModelData model, int text)
    {
        using CausalSession session = new(model);
        _ = session.Forward(Tokens(text, 100));
        using CausalSession fork = session.Fork();
        return [.. session.Forward(Tokens(text, 5)), .. fork.Forward([text])];
    }

    private static float[] Vector(ModelData model, int text)
    {
        using EncoderSession session = new(model);
        return session.Run(Tokens(text, 20 + (10 * text)), []).ToArray();
    }

    private static int[] Tokens(int text, int count) => [.. Enumerable.Range(0, count).Select(index => ((index * 7) + (text * 3)) % Whole.Describe.VocabularySize)];

    private static void Demand(bool holds, string otherwise)
    {
        if (!holds)
        {
            throw new FindingException(otherwise);
        }
    }
}
