using Etch.Execution;

namespace Etch.Runtime.Tests.Threading;

/// <summary>A team whose threads end with the test.</summary>
internal sealed class TestTeam(int threads, int spinMicroseconds) : IDisposable
{
    private readonly WorkTeam _team = new(threads, spinMicroseconds);

    internal TeamLease Enter(int asked) => _team.Enter(asked);

    public void Dispose() => _team.Stop();
}
