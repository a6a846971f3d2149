namespace Etch.Runtime.Tests.Generation;

/// <summary>A session whose next token is given by the position: byte after byte of a script, whatever it has read.</summary>
internal sealed class FakeLanguageModel(byte[] script, int context = 64) : ILanguageModel
{
    public const int EndOfText = 256;

    private readonly float[] logits = new float[257];
    private readonly List<int> read = [];

    /// <summary>All tokens that the session holds.</summary>
    public IReadOnlyList<int> Read => read;

    /// <summary>The number of tokens of each call of <see cref="Forward"/>.</summary>
    public List<int> Calls { get; } = [];

    /// <summary>Runs at the beginning of each call of <see cref="Forward"/>.</summary>
    public Action? BeforeForward { get; set; }

    /// <summary>An id whose logit is 4, where the script's is 5 and the others are −1.</summary>
    public int? RunnerUp { get; init; }

    public int Context => context;

    public int VocabularySize => logits.Length;

    public int Position => read.Count;

    public ReadOnlySpan<float> Forward(ReadOnlySpan<int> tokens)
    {
        BeforeForward?.Invoke();
        ArgumentOutOfRangeException.ThrowIfZero(tokens.Length);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(Position + tokens.Length, Context);
        Calls.Add(tokens.Length);
        read.AddRange(tokens);
        Array.Fill(logits, -1);
        if (RunnerUp is { } id)
        {
            logits[id] = 4;
        }

        logits[Position - 1 < script.Length ? script[Position - 1] : EndOfText] = 5;
        return logits;
    }

    public void ForwardAll(ReadOnlySpan<int> tokens, Span<float> destination) => throw new NotSupportedException();

    public void Rewind(int position)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan((uint)position, (uint)Position);
        read.RemoveRange(position, Position - position);
    }

    public ILanguageModel Fork() => throw new NotSupportedException();

    public void Dispose()
    {
    }
}
