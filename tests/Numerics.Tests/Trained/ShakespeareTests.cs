using System.Buffers.Binary;
using System.Text.Json;
using Etch.Examples.Shakespeare;
using Etch.Numerics.Tests.Support;
using Etch.Reference;
using Etch.Text;

namespace Etch.Numerics.Tests.Trained;

/// <summary>The Llama of the example: logits, argmax, greedy tokens, texts, perplexity, as its README states them.</summary>
public sealed class ShakespeareTests
{
    public static TheoryData<string> Sets => [.. Machine.InstructionSets];

    [Theory]
    [MemberData(nameof(Sets))]
    public void LogitsAndGreedyTokensAreTheGoldens(string set)
    {
        using Bard model = Bard.Load(Files.Model("shakespeare"), new LoadOptions { InstructionSet = set });
        using Bard.Session session = model.CreateSession();
        using GoldenFile golden = GoldenFile.Open(Path.Combine(Files.Model("shakespeare"), "golden.safetensors"));
        for (int prompt = 0; prompt < 2; prompt++)
        {
            int[] ids = golden.Integers($"prompt.{prompt}.input_ids"), greedy = golden.Integers($"prompt.{prompt}.greedy");
            float[] logits = new float[ids.Length * session.VocabularySize], last = golden.Floats($"prompt.{prompt}.logits");
            session.Rewind(0);
            session.ForwardAll(ids, logits);
            Near.Relative(last, logits.AsSpan(logits.Length - last.Length), 1e-4, $"prompt {prompt}");
            Assert.Equal(golden.Integers($"prompt.{prompt}.argmax"), logits.Chunk(session.VocabularySize).Select(row => Near.Best(row)));
            Assert.Equal(greedy, Greedy(session, ids, greedy.Length - ids.Length));
        }
    }

    [Fact]
    public void TextsAreTheGoldens()
    {
        Assert.SkipWhen(Files.Shared is null, Files.NoShared);
        Tokenizer tokenizer = Tokenizer.Load(Files.Model("shakespeare"));
        using Bard model = Bard.Load(Files.Model("shakespeare"));
        using Bard.Session session = model.CreateSession();
        using JsonDocument golden = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(Files.SharedModel("shakespeare"), "golden.json")));
        foreach (JsonElement prompt in golden.RootElement.GetProperty("prompts").EnumerateArray())
        {
            int[] ids = tokenizer.Encode(prompt.GetProperty("prompt").GetString()!);
            Assert.Equal(prompt.GetProperty("greedy_text").GetString(), tokenizer.Decode(Greedy(session, ids, 64)));
        }
    }

    /// <summary>27.0564: consecutive windows of 256 inputs, each predicting the next token, the mean over all.</summary>
    [Fact]
    public void PerplexityIsAsStated()
    {
        Assert.SkipWhen(Files.Shared is null, Files.NoShared);
        using Bard model = Bard.Load(Files.Model("shakespeare"));
        using Bard.Session session = model.CreateSession();
        byte[] bytes = File.ReadAllBytes(Path.Combine(Files.SharedModel("shakespeare"), "validation.u16"));
        int[] ids = [.. Enumerable.Range(0, bytes.Length / 2).Select(index => (int)BinaryPrimitives.ReadUInt16LittleEndian(bytes.AsSpan(2 * index)))];
        float[] logits = new float[256 * session.VocabularySize];
        double loss = 0;
        for (int start = 0; start + 1 < ids.Length; start += 256)
        {
            int count = Math.Min(256, ids.Length - 1 - start);
            session.Rewind(0);
            session.ForwardAll(ids.AsSpan(start, count), logits);
            for (int row = 0; row < count; row++)
            {
                loss += Loss(logits.AsSpan(row * session.VocabularySize, session.VocabularySize), ids[start + row + 1]);
            }
        }

        // A logit is off by a few 1e-6 of the largest, and the mean of thousands of losses by less.
        Assert.Equal(3.2979253841781535, loss / (ids.Length - 1), 1e-5);
    }

    private static double Loss(ReadOnlySpan<float> logits, int wanted)
    {
        double sum = 0, largest = logits[Near.Best(logits)];
        foreach (float logit in logits)
        {
            sum += Math.Exp(logit - largest);
        }

        return Math.Log(sum) + largest - logits[wanted];
    }

    /// <summary>The prompt and the tokens that follow it, each the best.</summary>
    private static int[] Greedy(ILanguageModel session, int[] prompt, int count)
    {
        session.Rewind(0);
        int[] made = [.. prompt, .. new int[count]];
        int read = 0;
        for (int at = prompt.Length; at < made.Length; at++)
        {
            made[at] = Near.Best(session.Forward(made.AsSpan(read, at - read)));
            read = at;
        }

        return made;
    }
}
