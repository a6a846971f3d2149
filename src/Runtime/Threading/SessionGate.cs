namespace Etch.Execution;

/// <summary>
/// Lets one caller at a time into a session and none into a disposed one. A call reads <c>gate.Enter(); try { … } finally { gate.Exit(); }</c>;
/// nothing is allocated. The gate refers to the session, so a session that nobody else refers to keeps its memory until its call has left.
/// </summary>
/// <param name="session">The session; messages name its type.</param>
public sealed class SessionGate(object session)
{
    private const int Busy = 1;
    private const int Disposed = 2;

    private int _state;
    private int _owner;             // the managed id of the thread inside, or 0

    /// <summary>Begins a call.</summary>
    /// <exception cref="InvalidOperationException">A call is under way, on another thread or (from a callback) on this one.</exception>
    /// <exception cref="ObjectDisposedException">The session was disposed.</exception>
    public void Enter()
    {
        int state = Interlocked.CompareExchange(ref _state, Busy, 0);
        if (state != 0)
            Refuse(state);
        _owner = Environment.CurrentManagedThreadId;
    }

    /// <summary>Ends the call that <see cref="Enter"/> began.</summary>
    public void Exit()
    {
        _owner = 0;
        Interlocked.And(ref _state, ~Busy);
    }

    /// <summary>
    /// Closes the session for good. A call that runs on another thread is waited for, so that the session's memory may be freed when
    /// this returns; calls that come after are refused.
    /// </summary>
    /// <returns>True for the first dispose, which is the one that frees; false for every other, which returns at once.</returns>
    /// <exception cref="InvalidOperationException">This thread is inside a call of the session, which would wait for itself.</exception>
    public bool Dispose()
    {
        if (IsInside)
            throw new InvalidOperationException("This session cannot be disposed from inside one of its own calls; dispose it when the call has returned.");
        if ((Interlocked.Or(ref _state, Disposed) & Disposed) != 0)
            return false;
        var wait = new SpinWait();
        while ((Volatile.Read(ref _state) & Busy) != 0)
            wait.SpinOnce();
        return true;
    }

    private bool IsInside => Volatile.Read(ref _owner) == Environment.CurrentManagedThreadId;

    private void Refuse(int state)
    {
        ObjectDisposedException.ThrowIf((state & Disposed) != 0, session);
        throw new InvalidOperationException(IsInside
            ? "This session is in the middle of a call on this thread; wait until that has returned, or create a second session."
            : "This session is in use by another thread; a session serves one caller at a time. Create one session per caller.");
    }
}
