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
        Products.Run(args[1], args.Length > 4 ? new Etch.Generator.Kernels.Tile(int.Parse(args[2], CultureInfo.InvariantCulture), int.Parse(args[3], CultureInfo.InvariantCulture), int.Parse(args[4], CultureInfo.InvariantCulture)) : null, args.Length > 5);
        break;
    case "profile":
        Profile.Encoder(args[1], int.Parse(args[2], CultureInfo.InvariantCulture));
        break;
    default:
        Console.Error.WriteLine("usage: Etch.Benchmarks [figures [SET…] | profile SET TOKENS]");
        return 2;
}

return 0;
