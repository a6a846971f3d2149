namespace Etch.Execution;

/// <summary>Told about each run of a kernel while it is set as <see cref="WorkTeam.Profiler"/>.</summary>
internal interface IWorkProfiler
{
    /// <summary>A kernel has run.</summary>
    /// <param name="node">The number of the node in the model's plan.</param>
    /// <param name="count">The number of indices that were split.</param>
    /// <param name="parts">The number of threads that had a part.</param>
    /// <param name="ticks">The time from start to end, in ticks of <see cref="System.Diagnostics.Stopwatch"/>.</param>
    void Ran(int node, int count, int parts, long ticks);
}
