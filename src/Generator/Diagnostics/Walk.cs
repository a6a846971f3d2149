using Etch.Generator.Parsing;
using Etch.Generator.Spec;

namespace Etch.Generator.Diagnostics;

/// <summary>Where a walk over the words is, what the stream is like there, and what was found so far.</summary>
internal sealed class Walk(PartSpec part, List<Finding> findings)
{
    public PartSpec Part => part;

    /// <summary>The bracket's number in the order written, those of Repeat and End among them.</summary>
    public int Bracket { get; set; }

    /// <summary>The word's number in its bracket.</summary>
    public int Word { get; set; }

    public StreamShape Stream { get; set; } = new(part.Width, IsPooled: false);

    /// <summary>What the bracket before this one read, for a leading Parallel.</summary>
    public StreamShape Before { get; set; } = new(part.Width, IsPooled: false);

    /// <summary>Whether a head has answered.</summary>
    public bool HasHead { get; set; }

    public bool IsInRepeat { get; set; }

    public OutputNames Outputs { get; } = new();

    /// <summary>Something is wrong with this word.</summary>
    public void Say(string rule, string message) => SayAt(Word, rule, message);

    /// <summary>Something is wrong with another word of this bracket. Layers with other letters come by the same words; each is said once.</summary>
    public void SayAt(int word, string rule, string message)
    {
        Finding finding = new(rule, message, Bracket, word);
        if (!findings.Contains(finding))
        {
            findings.Add(finding);
        }
    }
}

/// <summary>The rows that flow: how wide, and whether there is one for each sequence only.</summary>
internal sealed record StreamShape(int Width, bool IsPooled);
