using System.Collections.Concurrent;

namespace Etch.Runtime.Tests.Generation;

/// <summary>A thread of its own that runs what is posted to it, as that of a user interface does.</summary>
internal sealed class SingleThread : SynchronizationContext
{
    private readonly BlockingCollection<(SendOrPostCallback Callback, object? State)> queue = [];

    public override void Post(SendOrPostCallback d, object? state) => queue.Add((d, state));

    public Task Run(Func<Task> work)
    {
        TaskCompletionSource done = new(TaskCreationOptions.RunContinuationsAsynchronously);
        Thread thread = new(() => Loop(work, done)) { IsBackground = true };
        thread.Start();
        return done.Task;
    }

    private void Loop(Func<Task> work, TaskCompletionSource done)
    {
        SetSynchronizationContext(this);
        _ = work().ContinueWith(
            task =>
            {
                queue.CompleteAdding();
                done.SetFromTask(task);
            },
            TaskScheduler.Default);
        foreach ((SendOrPostCallback callback, object? state) in queue.GetConsumingEnumerable())
        {
            callback(state);
        }
    }
}
