namespace Etch.Execution;

/// <summary>How many threads a session may use.</summary>
internal static class ThreadCount
{
    public static int Of(int threads)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(threads);
        return threads == 0 ? WorkTeam.Shared.Threads : Math.Min(threads, WorkTeam.Shared.Threads);
    }
}
