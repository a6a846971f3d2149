using System.Diagnostics;

namespace Etch;

/// <summary>One generation: reads the prompt, then makes one token a step. Disposed before its end, it puts the session back.</summary>
internal sealed class GenerationRun : IDisposable
{
    /// <summary>A prompt is read in pieces of so many tokens, so that a cancellation does not wait for all of it. Pieces do not change a bit.</summary>
    private const int PromptPiece = 256;

    private readonly ILanguageModel session;
    private readonly Conversation conversation;
    private readonly GenerationOptions options;
    private readonly Sampler sampler;
    private readonly ITextStream stream;
    private readonly StopFilter filter;
    private readonly int startPosition;
    private readonly int startCount;
    private readonly int promptTokens;
    private int generated;
    private FinishReason? finish;
    private TimeSpan prefill;
    private TimeSpan decode;

    /// <exception cref="ArgumentException">Nothing to read, or more than fits.</exception>
    public GenerationRun(
        ILanguageModel session, Conversation conversation, ReadOnlySpan<int> prompt, GenerationOptions options, Sampler sampler, ITextStream stream)
    {
        (this.session, this.conversation, this.options, this.sampler, this.stream) = (session, conversation, options, sampler, stream);
        filter = new StopFilter(options.StopStrings, options.IncludeStopString);
        startPosition = session.Position;
        startCount = conversation.Count;
        promptTokens = conversation.Unread.Length + prompt.Length;
        if (promptTokens == 0)
        {
            throw new ArgumentException("The prompt must have at least one token, but it is empty, and so is what the session has yet to read.", nameof(prompt));
        }

        if (promptTokens > session.Context - startPosition)
        {
            throw new ArgumentException(
                $"The prompt has {promptTokens} tokens, but of a context of {session.Context} the session has read {startPosition}, so {session.Context - startPosition} fit. "
                + "Shorten the prompt, or rewind the session.",
                nameof(prompt));
        }

        conversation.Add(prompt);
    }

    public GenerationResult Result => new(finish ?? FinishReason.Cancelled, filter.Met, promptTokens, generated, prefill, decode);

    /// <summary>Makes the next token.</summary>
    /// <returns>False where the one before was the last.</returns>
    /// <exception cref="OperationCanceledException">The caller cancelled.</exception>
    public bool Next(out GeneratedToken token, CancellationToken cancellation)
    {
        token = default;
        if (finish is not null)
        {
            return false;
        }

        long start = Stopwatch.GetTimestamp();
        ReadOnlySpan<float> logits = ReadAll(cancellation);
        if (generated == 0)
        {
            prefill = Stopwatch.GetElapsedTime(start);
            start = Stopwatch.GetTimestamp();
        }

        int id = sampler.Sample(logits, conversation.Tokens);
        cancellation.ThrowIfCancellationRequested();
        conversation.Add(id);
        generated++;
        token = Finish(id);
        decode += Stopwatch.GetElapsedTime(start);
        return true;
    }

    public void Dispose()
    {
        if (finish is null)
        {
            session.Rewind(startPosition);
            conversation.Truncate(startCount);
        }
    }

    /// <summary>Reads all unread tokens and returns the logits that follow them.</summary>
    private ReadOnlySpan<float> ReadAll(CancellationToken cancellation)
    {
        while (true)
        {
            cancellation.ThrowIfCancellationRequested();
            ReadOnlySpan<int> unread = conversation.Unread;
            if (unread.Length <= PromptPiece)
            {
                return session.Forward(unread);
            }

            session.Forward(unread[..PromptPiece]);
        }
    }

    private GeneratedToken Finish(int id)
    {
        bool isStop = options.StopTokens.Contains(id);
        string text = isStop ? "" : filter.Append(stream.Append(id));
        finish = filter.Met is not null ? FinishReason.StopString
            : isStop ? FinishReason.StopToken
            : generated == options.MaxTokens ? FinishReason.Length
            : session.Position == session.Context ? FinishReason.ContextFull
            : null;
        if (finish is not null && filter.Met is null)
        {
            text += filter.Append(stream.Flush()) + filter.Flush();
            finish = filter.Met is not null ? FinishReason.StopString : finish;
        }

        return new(id, text, finish);
    }
}
