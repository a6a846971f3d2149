namespace Etch.Examples.Shakespeare;

/// <summary>What is said beside the text.</summary>
internal static class Report
{
    /// <summary>How many threads the asked number comes to: a model has no use for more than there are processors.</summary>
    public static string Threads(int asked)
    {
        int threads = asked == 0 ? Environment.ProcessorCount : Math.Min(asked, Environment.ProcessorCount);
        return threads == 1 ? "1 thread" : $"{threads} threads";
    }

    /// <summary>How much was read and written, and how fast.</summary>
    public static string Of(GenerationResult result)
    {
        // Reading the prompt gives the first token already, so the text takes one step less than it has tokens.
        int steps = result.GeneratedTokens - 1;
        return $"prefill {result.PromptTokens} tokens, {Rate(result.PromptTokens, result.PrefillTime)}; "
            + $"decode {result.GeneratedTokens} tokens, {Rate(steps, result.DecodeTime)}; {Ending(result.FinishReason)}";
    }

    private static string Rate(int tokens, TimeSpan time) => tokens == 0 ? "too few to time" : $"{tokens / time.TotalSeconds:N0} tokens/s";

    private static string Ending(FinishReason reason) => reason switch
    {
        FinishReason.ContextFull => "the model's context is full",
        FinishReason.StopToken => "the model ended the text",
        _ => "as many as were asked for",
    };
}
