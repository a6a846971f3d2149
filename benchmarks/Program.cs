using System.Globalization;
using Etch.Benchmarks;
using Etch.Reference;

switch (args.Length > 0 ? args[0] : "figures")
{
    case "figures":
        foreach (string set in args.Length > 1 ? args.Skip(1) : Machine.InstructionSets)
        {
            Figures.Encoder(set);
            Figures.Decoder(set);
        }

        break;
    case "products":
        Products.Run(args[1], args.Length > 4 ? new Etch.Generator.Kernels.Tile(Number(2), Number(3), Number(4)) : null);
        break;
    case "profile":
        Profile.Encoder(args[1], Number(2));
        break;
    case "generator":
        GeneratorTime.Run();
        break;
    case "busy":
        Busy.Run();
        break;
    case "burn":
        return Burners.Burn();
    case "kernels":
        BenchmarkDotNet.Running.BenchmarkSwitcher.FromTypes([typeof(KernelBenchmarks), typeof(AttentionBenchmarks), typeof(EncoderBenchmarks)]).Run(args[1..]);
        break;
    default:
        Console.Error.WriteLine("usage: Etch.Benchmarks [figures [SET…] | products SET [ROWS VECTORS UNROLL] | profile SET TOKENS | generator | busy | kernels --filter '*']");
        return 2;
}

return 0;

int Number(int index) => int.Parse(args[index], CultureInfo.InvariantCulture);
