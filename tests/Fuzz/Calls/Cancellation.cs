namespace Etch.Fuzz.Calls;

/// <summary>Text generation that is cancelled, or left, at a random token: the session is as before.</summary>
internal static class Cancellation
{
    private static readonly GenerationOptions s_options = new() { MaxTokens = 10_000 };

    public static void Run(Walker walker, Random random)
    {
        if (walker.Room < 20)
        {
            return;
        }

        int[] before = [.. walker.Read], prompt = [.. Enumerable.Range(0, random.Next(1, walker.Room - 15)).Select(_ => random.Next(walker.VocabularySize))];
        using CancellationTokenSource source = new();
        int left = random.Next(0, 12);
        bool cancels = random.Next(2) == 0;
        TextGenerator generator = new(walker, new Letters());
        try
        {
            foreach (GeneratedToken _ in generator.Generate(prompt, s_options, source.Token))
            {
                if (left-- == 0)
                {
                    if (!cancels)
                    {
                        break;
                    }

                    source.Cancel();
                }
            }
        }
        catch (OperationCanceledException) when (source.IsCancellationRequested)
        {
            // Asked for.
        }

        if (generator.LastResult!.FinishReason != FinishReason.Cancelled || !walker.Read.SequenceEqual(before))
        {
            throw new FindingException($"a cancelled generation ended as {generator.LastResult.FinishReason} and left {walker.Read.Count} tokens instead of {before.Length}");
        }
    }

    /// <summary>A letter a token.</summary>
    private sealed class Letters : ITextCodec, ITextStream
    {
        public int[] Encode(string text) => [.. text.Select(letter => letter - 'a')];

        public ITextStream CreateStream() => this;

        public string Append(int id) => ((char)('a' + id)).ToString();

        public string Flush() => "";
    }
}
