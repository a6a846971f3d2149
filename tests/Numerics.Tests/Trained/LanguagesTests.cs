using System.Text.Json;
using Etch.Numerics.Tests.Support;
using Etch.Reference;
using Etch.Text;

namespace Etch.Numerics.Tests.Trained;

/// <summary>The classifier of fourteen languages.</summary>
public sealed class LanguagesTests
{
    public static TheoryData<string> Sets => [.. Machine.InstructionSets];

    [Theory]
    [MemberData(nameof(Sets))]
    public void LogitsAreTheGoldens(string set)
    {
        using Models.Languages model = Models.Languages.Load(Files.Model("languages"), new LoadOptions { InstructionSet = set });
        using Models.Languages.Session session = model.CreateSession();
        using GoldenFile golden = GoldenFile.Open(Path.Combine(Files.Model("languages"), "golden.safetensors"));
        for (int text = 0; text < 18; text++)
        {
            Near.Relative(golden.Floats($"{text}.logits"), session.Classify(golden.Integers($"{text}.input_ids")), 1e-4, $"text {text}");
        }
    }

    [Fact]
    public void AsManyLinesAreRightAsStated()
    {
        Assert.SkipWhen(Files.Shared is null, Files.NoShared);
        using JsonDocument golden = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(Files.SharedModel("languages"), "golden.json")));
        string[] labels = [.. golden.RootElement.GetProperty("test").GetProperty("labels").EnumerateArray().Select(label => label.GetString()!)];
        Tokenizer tokenizer = Tokenizer.Load(Files.Model("languages"));
        using Models.Languages model = Models.Languages.Load(Files.Model("languages"));
        using Models.Languages.Session session = model.CreateSession();
        string[][] lines = [.. File.ReadAllText(Path.Combine(Files.SharedModel("languages"), "test.tsv")).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split('\t', 2))];
        Assert.Equal(555, lines.Length);
        Assert.Equal(511, lines.Count(line => labels[Near.Best(session.Classify(tokenizer.Encode(line[1], maximumLength: 128)))] == line[0]));
    }
}
