using System.Runtime.CompilerServices;

namespace Etch;

/// <summary>
/// Generates text with a session of a language model. Each call goes on where the last one ended, so a conversation is a call per
/// turn; <see cref="Reset"/> begins anew. It serves one caller at a time and does not dispose the session.
/// </summary>
/// <remarks>
/// After a call that came to its end, the session has read the prompt and all generated tokens but the last, which the next call reads
/// before its own prompt. A call that was cancelled, left, or ended by an exception leaves the session as it was before.
/// </remarks>
public sealed class TextGenerator
{
    private readonly ILanguageModel session;
    private readonly ITextCodec codec;
    private readonly Conversation conversation;
    private readonly Sampler sampler = new();
    private int position;
    private int busy;

    /// <summary>Makes a generator that goes on from what the session has read.</summary>
    /// <param name="session">The session; the generator's own while a call runs.</param>
    /// <param name="codec">The tokenizer of the model.</param>
    public TextGenerator(ILanguageModel session, ITextCodec codec)
    {
        ArgumentNullException.ThrowIfNull(session);
        ArgumentNullException.ThrowIfNull(codec);
        (this.session, this.codec) = (session, codec);
        conversation = new Conversation(session);
        position = session.Position;
    }

    /// <summary>What the last call came to; null before the first has ended.</summary>
    public GenerationResult? LastResult { get; private set; }

    /// <summary>Rewinds the session to its beginning and forgets what was said.</summary>
    /// <exception cref="InvalidOperationException">A call is running.</exception>
    public void Reset()
    {
        Enter();
        try
        {
            session.Rewind(0);
            conversation.Follow(position);
            position = 0;
        }
        finally
        {
            Leave();
        }
    }

    /// <summary>Generates text, given out as it becomes certain; the work is done on the thread pool.</summary>
    /// <param name="prompt">The text to go on from.</param>
    /// <param name="options">Null: the defaults.</param>
    /// <param name="cancellationToken">Cancels between two tokens, and between pieces of the prompt.</param>
    /// <returns>Pieces of text, none of them empty. <see cref="LastResult"/> tells afterwards what ended it.</returns>
    /// <exception cref="ArgumentException">The prompt has no token, or does not fit.</exception>
    /// <exception cref="InvalidOperationException">Another call is running.</exception>
    /// <exception cref="OperationCanceledException">The caller cancelled.</exception>
    public IAsyncEnumerable<string> GenerateAsync(string prompt, GenerationOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(prompt);
        return RunAsync(prompt, options, cancellationToken);
    }

    /// <summary>Generates tokens, each with the text that became certain with it, on the caller's thread.</summary>
    /// <param name="prompt">The text to go on from.</param>
    /// <param name="options">Null: the defaults.</param>
    /// <param name="cancellationToken">Cancels between two tokens, and between pieces of the prompt.</param>
    /// <exception cref="ArgumentException">The prompt has no token, or does not fit.</exception>
    /// <exception cref="InvalidOperationException">Another call is running.</exception>
    /// <exception cref="OperationCanceledException">The caller cancelled.</exception>
    public IEnumerable<GeneratedToken> Generate(string prompt, GenerationOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(prompt);
        return Run(() => codec.Encode(prompt), options ?? new(), cancellationToken);
    }

    /// <summary>As <see cref="Generate(string, GenerationOptions?, CancellationToken)"/>, from ids that the caller made.</summary>
    /// <param name="prompt">The ids to go on from.</param>
    /// <param name="options">Null: the defaults.</param>
    /// <param name="cancellationToken">Cancels between two tokens, and between pieces of the prompt.</param>
    public IEnumerable<GeneratedToken> Generate(
        ReadOnlyMemory<int> prompt, GenerationOptions? options = null, CancellationToken cancellationToken = default) =>
        Run(() => prompt, options ?? new(), cancellationToken);

    private async IAsyncEnumerable<string> RunAsync(
        string prompt, GenerationOptions? options, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using IEnumerator<GeneratedToken> tokens = Generate(prompt, options, cancellationToken).GetEnumerator();
        while (await Task.Run(() => NextText(tokens), CancellationToken.None).ConfigureAwait(false) is { } text)
        {
            yield return text;
        }
    }

    private static string? NextText(IEnumerator<GeneratedToken> tokens)
    {
        while (tokens.MoveNext())
        {
            if (tokens.Current.Text.Length > 0)
            {
                return tokens.Current.Text;
            }
        }

        return null;
    }

    private IEnumerable<GeneratedToken> Run(Func<ReadOnlyMemory<int>> prompt, GenerationOptions options, CancellationToken cancellation)
    {
        Enter();
        try
        {
            using GenerationRun run = Begin(prompt().Span, options);
            try
            {
                while (run.Next(out GeneratedToken token, cancellation))
                {
                    yield return token;
                }
            }
            finally
            {
                LastResult = run.Result;
            }
        }
        finally
        {
            position = session.Position;
            Leave();
        }
    }

    private GenerationRun Begin(ReadOnlySpan<int> prompt, GenerationOptions options)
    {
        conversation.Follow(position);
        sampler.Restart(options.Sampler);
        return new GenerationRun(session, conversation, prompt, options, sampler, codec.CreateStream());
    }

    private void Enter()
    {
        if (Interlocked.Exchange(ref busy, 1) != 0)
        {
            throw new InvalidOperationException("This generator is in the middle of a call. Await it, or use a second generator over a fork of the session.");
        }
    }

    private void Leave() => Volatile.Write(ref busy, 0);
}
