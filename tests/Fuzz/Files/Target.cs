namespace Etch.Fuzz.Files;

/// <summary>Something that reads what others wrote: the files it is given, and what may come of a wrong one.</summary>
internal abstract class Target
{
    private JsonMutator? _json;

    /// <summary>What it is called on the command line and in findings.</summary>
    public abstract string Name { get; }

    /// <summary>Files that it takes; the mutants are made of them.</summary>
    public abstract IReadOnlyList<byte[]> Seeds { get; }

    /// <summary>Reads a mutant and uses what came of it.</summary>
    public abstract void Read(byte[] mutant);

    /// <summary>Whether the exception is of a type that the reader documents for a wrong file.</summary>
    public virtual bool Expects(Exception exception) => exception is InvalidDataException;

    /// <summary>What a clear message of this reader has in it.</summary>
    public abstract string Place { get; }

    /// <summary>A message that fills more than a screen is not clear.</summary>
    public virtual int LongestMessage => 4000;

    /// <summary>The mutant that follows from a random number generator.</summary>
    public byte[] Mutant(Random random)
    {
        int seed = random.Next(Seeds.Count);
        byte[] mutant = random.Next(4) == 0 ? Seeds[seed] : Structured(seed, random);
        return mutant == Seeds[seed] || random.Next(4) == 0 ? ByteMutator.Mutate(mutant, Seeds, random) : mutant;
    }

    /// <summary>A mutant that still has the form of the file.</summary>
    protected virtual byte[] Structured(int seed, Random random) => (_json ??= new JsonMutator(Seeds)).Mutate(seed, random);
}
