using System.Diagnostics;
using Etch.Execution;
using Etch.Fuzz.Files;
using Etch.Reference;
using Etch.Text;

namespace Etch.Fuzz.Calls;

/// <summary>What can only be seen from outside, in a process of its own.</summary>
internal static unsafe class EndOfProcess
{
    /// <summary>Uses the team of threads and returns without disposing anything: the process must end all the same.</summary>
    public static int Run()
    {
        ModelData model = RandomModel.Load(Whole.Describe);
        CausalSession session = new(model);
        _ = session.Forward(new int[200]);
        using TeamLease lease = WorkTeam.Shared.Enter(WorkTeam.Shared.Threads);
        Console.WriteLine($"{lease.Threads} threads");
        return 0;
    }

    /// <summary>Reads one byte behind a guarded buffer, which must end the process.</summary>
    public static int ReadBehindTheEnd()
    {
        using GuardedBuffer buffer = new(100);
        Console.WriteLine($"inside {*buffer.Last(1)}");
        Console.WriteLine($"outside {*buffer.End}");
        return 0;
    }

    /// <summary>Reads a tokenizer and names what the process has loaded by then.</summary>
    public static int Modules()
    {
        _ = Tokenizer.Parse(SeedFiles.Named("tokenizer.json")[0]);
        using Process self = Process.GetCurrentProcess();
        foreach (ProcessModule module in self.Modules)
        {
            Console.WriteLine(module.ModuleName);
        }

        return 0;
    }
}
