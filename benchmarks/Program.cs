using Etch.Benchmarks;
using Etch.Reference;

string what = args.Length > 0 ? args[0] : "figures";
if (what == "figures")
{
    foreach (string set in args.Length > 1 ? args.Skip(1) : Machine.InstructionSets)
    {
        Figures.Encoder(set);
        Figures.Decoder(set);
    }
}
