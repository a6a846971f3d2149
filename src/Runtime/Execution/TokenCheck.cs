namespace Etch.Execution;

/// <summary>What every call checks before it begins; a refused call leaves its session as it was.</summary>
internal static class TokenCheck
{
    public static void Ids(ReadOnlySpan<int> tokens, int vocabularySize, string parameter)
    {
        for (int index = 0; index < tokens.Length; index++)
        {
            if ((uint)tokens[index] >= (uint)vocabularySize)
            {
                throw new ArgumentException($"Token {index} has the id {tokens[index]}, but the vocabulary has the ids 0 to {vocabularySize - 1}. Use the tokenizer of this model.", parameter);
            }
        }
    }

    public static void Segments(ReadOnlySpan<int> segments, int tokens, int segmentCount, string parameter)
    {
        if (segments.Length == 0)
        {
            return;
        }

        if (segments.Length != tokens)
        {
            throw new ArgumentException($"There are {segments.Length} segments for {tokens} tokens. Give one for each token, or none.", parameter);
        }

        for (int index = 0; index < segments.Length; index++)
        {
            if ((uint)segments[index] >= (uint)Math.Max(segmentCount, 1))
            {
                throw new ArgumentException($"Token {index} has the segment {segments[index]}, but the model has {segmentCount} segments.", parameter);
            }
        }
    }

    public static void Destination(int length, long needed, string what, string parameter)
    {
        if (length < needed)
        {
            throw new ArgumentException($"The destination has {length} elements, but {what} takes {needed}.", parameter);
        }
    }
}
