namespace Etch;

/// <summary>How much to generate, how, and what ends it.</summary>
public sealed record GenerationOptions
{
    /// <summary>The most tokens to generate, at least 1.</summary>
    public int MaxTokens
    {
        get;
        init => field = value >= 1 ? value : throw new ArgumentOutOfRangeException(nameof(MaxTokens), value, "MaxTokens must be at least 1.");
    } = 256;

    /// <summary>How each token is chosen. Every call begins at the beginning of the seed's sequence.</summary>
    public SamplerOptions Sampler { get; init; } = new();

    /// <summary>
    /// Texts that end the generation, compared ordinally and across the borders of tokens. The one that is complete first counts, the
    /// longest if several are complete with the same character.
    /// </summary>
    public IReadOnlyList<string> StopStrings
    {
        get;
        init => field = value.All(text => !string.IsNullOrEmpty(text)) ? value : throw new ArgumentException("A stop string must not be empty.", nameof(StopStrings));
    } = [];

    /// <summary>Whether the stop string itself is given out.</summary>
    public bool IncludeStopString { get; init; }

    /// <summary>Ids that end the generation, such as the model's end-of-text id; their text is not given out.</summary>
    public IReadOnlyList<int> StopTokens { get; init; } = [];
}
