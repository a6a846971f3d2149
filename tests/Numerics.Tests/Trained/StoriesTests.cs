using System.Text;
using System.Text.Json;
using Etch.Numerics.Tests.Support;

namespace Etch.Numerics.Tests.Trained;

/// <summary>stories260K against llama2.c: logits, the best token of 448 positions, texts byte for byte.</summary>
public sealed class StoriesTests
{
    [Fact]
    public void EveryPositionIsAsInTheReference()
    {
        Assert.SkipWhen(Files.Shared is null, Files.NoShared);
        using JsonDocument golden = Golden();
        using Models.Stories model = Models.Stories.Load(Files.SharedModel("stories260K"));
        using Models.Stories.Session session = model.CreateSession();
        int positions = 0;
        foreach (JsonElement story in golden.RootElement.GetProperty("cases").EnumerateArray())
        {
            int[] ids = Integers(story.GetProperty("token_ids"));
            float[] logits = new float[ids.Length * session.VocabularySize];
            session.Rewind(0);
            session.ForwardAll(ids, logits);
            foreach (JsonProperty at in story.GetProperty("logits_at").EnumerateObject())
            {
                float[] expected = [.. at.Value.EnumerateArray().Select(value => value.GetSingle())];
                int position = int.Parse(at.Name, System.Globalization.CultureInfo.InvariantCulture);
                Near.Relative(expected, logits.AsSpan(position * expected.Length, expected.Length), 1e-4, $"position {position}");
            }

            Assert.Equal(Integers(story.GetProperty("argmax")), logits.Chunk(session.VocabularySize).Select(row => Near.Best(row)));
            positions += ids.Length;
        }

        Assert.Equal(448, positions);
    }

    [Fact]
    public void TextsAreTheReferencesByteForByte()
    {
        Assert.SkipWhen(Files.Shared is null, Files.NoShared);
        StoryTokenizer tokenizer = new(File.ReadAllBytes(Path.Combine(Files.SharedModel("stories260K"), "tok512.bin")));
        Assert.Equal(512, tokenizer.Count);
        using JsonDocument golden = Golden();
        using Models.Stories model = Models.Stories.Load(Files.SharedModel("stories260K"));
        using Models.Stories.Session session = model.CreateSession();
        foreach (JsonElement story in golden.RootElement.GetProperty("cases").EnumerateArray())
        {
            int[] ids = Integers(story.GetProperty("token_ids"));
            Assert.Equal(story.GetProperty("text").GetString(), Tell(session, tokenizer, story.GetProperty("prompt").GetString()!, ids));
        }
    }

    /// <summary>As llama2.c's run: so many steps at temperature 0, each piece written as it comes, a line end behind the last.</summary>
    private static string Tell(ILanguageModel session, StoryTokenizer tokenizer, string prompt, int[] expected)
    {
        int[] given = tokenizer.Encode(prompt);
        List<byte> text = [];
        session.Rewind(0);
        int token = given[0];
        for (int step = 0; step < expected.Length; step++)
        {
            Assert.Equal(expected[step], token);
            int best = Near.Best(session.Forward([token]));
            int next = step + 1 < given.Length ? given[step + 1] : best;
            if (next == 1)
            {
                break;
            }

            text.AddRange(tokenizer.Decode(token, next));
            token = next;
        }

        return Encoding.UTF8.GetString([.. text, (byte)'\n']);
    }

    private static JsonDocument Golden() => JsonDocument.Parse(File.ReadAllBytes(Path.Combine(Files.SharedModel("stories260K"), "golden.json")));

    private static int[] Integers(JsonElement list) => [.. list.EnumerateArray().Select(value => value.GetInt32())];
}
