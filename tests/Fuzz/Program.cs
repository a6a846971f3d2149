using System.Globalization;
using Etch.Fuzz;
using Etch.Fuzz.Calls;

int seed = Option("--seed", Environment.TickCount & 0xFFFF);
switch (args.Length > 0 && !args[0].StartsWith('-') ? args[0] : "files")
{
    case "files":
        FuzzRun run = new(seed, Console.Out);
        run.Run(Option("--first", 0), Option("--count", 100_000));
        return run.Findings.Count == 0 ? 0 : 1;
    case "calls":
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"seed {seed}"));
        SessionWalk.RunAll(Option("--steps", 100_000), seed, Console.Out);
        ManyCallers.Run(Option("--callers", 64), TimeSpan.FromSeconds(Option("--seconds", 60)), Console.Out);
        return 0;
    case "end":
        return EndOfProcess.Run();
    case "modules":
        return EndOfProcess.Modules();
    case "overread":
        return EndOfProcess.ReadBehindTheEnd();
    default:
        Console.Error.WriteLine("usage: Etch.Fuzz [files] [--seed N] [--first N] [--count N] | calls [--seed N] [--steps N] [--callers N] [--seconds N]");
        return 2;
}

int Option(string name, int absent)
{
    int at = Array.IndexOf(args, name);
    return at >= 0 && at + 1 < args.Length ? int.Parse(args[at + 1], CultureInfo.InvariantCulture) : absent;
}
