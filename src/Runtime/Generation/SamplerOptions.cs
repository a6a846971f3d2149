namespace Etch;

/// <summary>How the next token is chosen. The filters act in the order of Hugging Face: repetition penalty, temperature, top-k, top-p, min-p.</summary>
public sealed record SamplerOptions
{
    /// <summary>What logits are divided by; 0 takes the largest logit (greedy), and only the repetition penalty acts before it.</summary>
    public float Temperature
    {
        get;
        init => field = value >= 0 && float.IsFinite(value) ? value : throw Refuse(nameof(Temperature), "finite and at least 0", value);
    } = 1;

    /// <summary>Keeps this many of the largest logits; 0 keeps all.</summary>
    public int TopK
    {
        get;
        init => field = value >= 0 ? value : throw Refuse(nameof(TopK), "at least 0", value);
    }

    /// <summary>Keeps the fewest tokens whose probabilities, from the largest down, add up to this much (Holtzman et al. 2019); 1 keeps all.</summary>
    public float TopP
    {
        get;
        init => field = value is >= 0 and <= 1 ? value : throw Refuse(nameof(TopP), "from 0 to 1", value);
    } = 1;

    /// <summary>Keeps the tokens whose probability is at least this share of the largest; 0 keeps all.</summary>
    public float MinP
    {
        get;
        init => field = value is >= 0 and <= 1 ? value : throw Refuse(nameof(MinP), "from 0 to 1", value);
    }

    /// <summary>
    /// Logits of tokens that occurred are divided by this where positive and multiplied by it where negative (Keskar et al. 2019); 1 is none.
    /// </summary>
    public float RepetitionPenalty
    {
        get;
        init => field = value > 0 && float.IsFinite(value) ? value : throw Refuse(nameof(RepetitionPenalty), "finite and above 0", value);
    } = 1;

    /// <summary>How many of the last tokens the penalty looks at, prompt included; 0 means all.</summary>
    public int RepetitionWindow
    {
        get;
        init => field = value >= 0 ? value : throw Refuse(nameof(RepetitionWindow), "at least 0", value);
    }

    /// <summary>The seed of the random numbers: the same seed, logits and history give the same tokens on every machine.</summary>
    public ulong Seed { get; init; }

    private static ArgumentOutOfRangeException Refuse(string name, string expected, object value) =>
        new(name, value, $"{name} must be {expected}.");
}
