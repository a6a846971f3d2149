using System.Globalization;
using Etch.Numerics.Tests.Support;
using Etch.Reference;

namespace Etch.Numerics.Tests.Law;

/// <summary>
/// The bits of all results as one short text, which a process can compare with that of another: under switched-off instruction sets, or of another
/// processor. ETCH_DIGESTS names the file that another process has written, ETCH_DIGESTS_OUT the one to write.
/// </summary>
public sealed class DigestTests
{
    private static readonly Lazy<string> s_text = new(Make);

    /// <summary>One line for each model: its name and a digest of what the best instruction set here makes of it.</summary>
    public static string Text => s_text.Value;

    [Fact]
    public void ResultsHaveTheBitsOfTheOtherProcess()
    {
        string? theirs = Environment.GetEnvironmentVariable("ETCH_DIGESTS"), ours = Environment.GetEnvironmentVariable("ETCH_DIGESTS_OUT");
        Assert.SkipUnless(theirs is not null || ours is not null, "No process asks: ETCH_DIGESTS and ETCH_DIGESTS_OUT are not set.");
        if (ours is not null)
        {
            File.WriteAllText(ours, Text);
        }

        if (theirs is not null)
        {
            Assert.Equal(File.ReadAllText(theirs), Text);
        }
    }

    [Fact]
    public void DifferentModelsHaveDifferentDigests() => Assert.Distinct(Text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split(' ')[1]));

    private static string Make() => string.Concat(Catalogue.All.Concat(Catalogue.Goldens).Select(Line));

    private static string Line(string name)
    {
        TestModel model = Catalogue.Goldens.Contains(name) ? new TestModel(Catalogue.Golden(name), Path.Combine(Files.Golden(name), "model.safetensors")) : Catalogue.Of(name);
        using Subject subject = model.Open(Machine.InstructionSets[0], threads: 0);
        IEnumerable<int> lengths = Catalogue.Goldens.Contains(name) ? [1, 7, model.Declaration.Context] : model.Lengths;
        ulong digest = Bits.Digest([.. lengths.SelectMany(length => subject.Run(model.Sentence(length)))]);
        return string.Create(CultureInfo.InvariantCulture, $"{name} {digest:x16}\n");
    }
}
