using System.Globalization;
using Etch.Reference;

return Runner.Run(args);

/// <summary>Runs folders in the goldens' format through the whole river and says what differs.</summary>
internal static class Runner
{
    private const string Usage = "usage: GoldenRunner PATH… [--isa all|avx512|avx2|portable] [--threads N]";

    public static int Run(string[] args)
    {
        List<string> paths = [];
        string isa = "";
        int threads = 0;
        for (int index = 0; index < args.Length; index++)
        {
            switch (args[index])
            {
                case "--isa" when index + 1 < args.Length:
                    isa = args[++index];
                    break;
                case "--threads" when index + 1 < args.Length && int.TryParse(args[index + 1], NumberStyles.None, CultureInfo.InvariantCulture, out threads):
                    index++;
                    break;
                case var path when !path.StartsWith('-') && Directory.Exists(path):
                    paths.Add(path);
                    break;
                case var wrong:
                    Console.Error.WriteLine($"'{wrong}' is no folder and no option. {Usage}");
                    return 2;
            }
        }

        if (paths.Count == 0)
        {
            Console.Error.WriteLine(Usage);
            return 2;
        }

        return Run(paths.SelectMany(Cases), isa, threads);
    }

    private static int Run(IEnumerable<string> folders, string isa, int threads)
    {
        int passed = 0, failed = 0;
        foreach (string folder in folders)
        {
            GoldenCase golden = new(folder);
            try
            {
                CompiledAssembly assembly = golden.Compile();
                double worst = Sets(isa).Max(set => golden.Run(assembly, set.Length == 0 ? null : set, threads));
                Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"PASS {golden.Name} {worst:0.0e+00}"));
                passed++;
            }
            catch (Exception exception) when (exception is not OutOfMemoryException && Environment.GetEnvironmentVariable("DBG") is null)
            {
                Console.WriteLine($"FAIL {golden.Name} {Short(exception.Message)}");
                failed++;
            }
        }

        Console.WriteLine($"{passed} passed, {failed} failed");
        return failed == 0 ? 0 : 1;
    }

    /// <summary>A folder with a golden.safetensors is a case; any other is a folder of them.</summary>
    private static IEnumerable<string> Cases(string path) => File.Exists(Path.Combine(path, "golden.safetensors"))
        ? [path]
        : Directory.GetDirectories(path).Where(folder => File.Exists(Path.Combine(folder, "golden.safetensors"))).Order(StringComparer.Ordinal);

    /// <summary>The instruction sets to try; an empty name is the best of this machine.</summary>
    private static IReadOnlyList<string> Sets(string isa) => isa == "all" ? Machine.InstructionSets : [isa];

    private static string Short(string message) => message.Split('\n')[0];
}
