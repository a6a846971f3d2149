namespace Etch.Fuzz.Calls;

/// <summary>Two threads at one session.</summary>
internal static class Clash
{
    /// <summary>Both read tokens at once: each call succeeds or is refused, and the session has read what succeeded, in one of both orders.</summary>
    public static void TwoCallers(Walker walker, Oracle oracle, int[] ours, int[] theirs, string what)
    {
        if (ours.Length == 0)
        {
            return;
        }

        float[]? other = null;
        using Barrier barrier = new(2);
        Thread thread = new(() => other = Try(walker, theirs, barrier));
        thread.Start();
        float[]? own = Try(walker, ours, barrier);
        thread.Join();
        int[] before = [.. walker.Read];
        (int[] Tokens, float[] Logits)[] calls = [.. new[] { (ours, own), (theirs, other) }.Where(call => call.Item2 is not null).Select(call => (call.Item1, call.Item2!))];
        if (calls.Length == 2 && !IsOrder(oracle, before, calls))
        {
            Array.Reverse(calls);
        }

        foreach ((int[] tokens, float[] logits) in calls)
        {
            walker.Note(tokens);
            oracle.Demand([.. walker.Read], logits, what);
        }
    }

    /// <summary>A session is disposed while another thread uses it: that thread's calls are right or refused, and nothing is left.</summary>
    public static void DisposeWhileRunning(Walker walker, Oracle oracle, int[] tokens, int spins, string what)
    {
        Exception? failure = null;
        List<float[]> made = [];
        using ManualResetEventSlim begun = new();
        Thread thread = new(() => failure = Run(walker, tokens, made, begun));
        thread.Start();
        begun.Wait();
        Thread.SpinWait(spins);
        walker.Session.Dispose();
        thread.Join();
        if (failure is not null)
        {
            throw new FindingException($"{what}: {failure}");
        }

        int[] before = [.. walker.Read];
        for (int call = 0; call < made.Count; call++)
        {
            oracle.Demand([.. before, tokens[call]], made[call], what);
            before = [.. before, tokens[call]];
        }
    }

    private static bool IsOrder(Oracle oracle, int[] before, (int[] Tokens, float[] Logits)[] calls)
    {
        try
        {
            oracle.Demand([.. before, .. calls[0].Tokens], calls[0].Logits, "");
            return true;
        }
        catch (FindingException)
        {
            return false;
        }
    }

    private static float[]? Try(Walker walker, int[] tokens, Barrier barrier)
    {
        barrier.SignalAndWait();
        try
        {
            float[] logits = new float[tokens.Length * walker.VocabularySize];
            walker.Session.ForwardAll(tokens, logits);
            return logits[^walker.VocabularySize..];
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    private static Exception? Run(Walker walker, int[] tokens, List<float[]> made, ManualResetEventSlim begun)
    {
        try
        {
            foreach (int token in tokens)
            {
                // A view that is read after the dispose must still be good, so it is copied late.
                ReadOnlySpan<float> logits = walker.Session.Forward([token]);
                begun.Set();
                made.Add(logits.ToArray());
            }
        }
        catch (ObjectDisposedException)
        {
            return null;
        }
        catch (Exception exception)
        {
            return exception;
        }
        finally
        {
            begun.Set();
        }

        return null;
    }
}
