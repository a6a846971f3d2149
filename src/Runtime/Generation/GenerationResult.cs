namespace Etch;

/// <summary>What ended a generation.</summary>
public enum FinishReason
{
    /// <summary>The asked number of tokens was generated.</summary>
    Length,
    /// <summary>A stop string appeared in the text.</summary>
    StopString,
    /// <summary>A stop token was generated.</summary>
    StopToken,
    /// <summary>The caller cancelled, or left the loop, or an exception came; the session is as it was before the call.</summary>
    Cancelled,
    /// <summary>The session holds no further token.</summary>
    ContextFull,
}

/// <summary>One generated token.</summary>
/// <param name="Id">The id.</param>
/// <param name="Text">The text that became certain with it; with the last token, all that was held back.</param>
/// <param name="Finish">What ended the generation with this token; null before the last.</param>
public readonly record struct GeneratedToken(int Id, string Text, FinishReason? Finish = null);

/// <summary>What a generation came to.</summary>
/// <param name="FinishReason">What ended it.</param>
/// <param name="StopString">The stop string that ended it, or null.</param>
/// <param name="PromptTokens">The tokens that were read before the first was generated.</param>
/// <param name="GeneratedTokens">The tokens that were generated, a stop token included.</param>
/// <param name="PrefillTime">The time that reading the prompt took.</param>
/// <param name="DecodeTime">The time that choosing, decoding to text and reading generated tokens took, without that of the caller.</param>
public sealed record GenerationResult(
    FinishReason FinishReason, string? StopString, int PromptTokens, int GeneratedTokens, TimeSpan PrefillTime, TimeSpan DecodeTime);
