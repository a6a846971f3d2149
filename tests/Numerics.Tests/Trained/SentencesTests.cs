using Etch.Numerics.Tests.Support;
using Etch.Reference;
using Etch.Text;

namespace Etch.Numerics.Tests.Trained;

/// <summary>The sentence embedder, declared in the brackets of all-MiniLM-L6-v2.</summary>
public sealed class SentencesTests
{
    private const int Width = 128;

    public static TheoryData<string> Sets => [.. Machine.InstructionSets];

    [Theory]
    [MemberData(nameof(Sets))]
    public void EmbeddingsAreTheGoldens(string set)
    {
        using Models.Sentences model = Models.Sentences.Load(Files.Model("sentences"), new LoadOptions { InstructionSet = set });
        using Models.Sentences.Session session = model.CreateSession();
        using GoldenFile golden = GoldenFile.Open(Path.Combine(Files.Model("sentences"), "golden.safetensors"));
        float[] embedding = new float[Width];
        for (int text = 0; text < 20; text++)
        {
            session.Encode(golden.Integers($"{text}.input_ids"), embedding);
            Near.Relative(golden.Floats($"{text}.embedding"), embedding, 1e-4, $"text {text}");
            Assert.Equal(1, Similarity(embedding, embedding), 1e-6);
        }
    }

    /// <summary>Each of 1,000 short descriptions against all long ones: 734 find theirs first, 921 within the first ten.</summary>
    [Fact]
    public void RecallIsAsStated()
    {
        Assert.SkipWhen(Files.Shared is null, Files.NoShared);
        string[][] rows = [.. File.ReadAllText(Path.Combine(Files.SharedModel("sentences"), "packages.tsv")).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split('\t'))];
        Assert.Equal(1000, rows.Length);
        Tokenizer tokenizer = Tokenizer.Load(Files.Model("sentences"));
        using Models.Sentences model = Models.Sentences.Load(Files.Model("sentences"));
        using Models.Sentences.Session session = model.CreateSession();
        float[] queries = Embed(session, tokenizer, rows.Select(row => row[1])), texts = Embed(session, tokenizer, rows.Select(row => row[2]));
        int[] ranks = [.. Enumerable.Range(0, rows.Length).Select(row => Rank(queries.AsSpan(row * Width, Width), texts, row))];
        Assert.Equal(734, ranks.Count(rank => rank == 0));
        Assert.Equal(921, ranks.Count(rank => rank < 10));
    }

    private static float[] Embed(IEncoder session, Tokenizer tokenizer, IEnumerable<string> texts)
    {
        int[][] ids = [.. texts.Select(text => tokenizer.Encode(text, maximumLength: 128))];
        float[] embeddings = new float[ids.Length * Width];
        session.EncodeBatch([.. ids.SelectMany(sequence => sequence)], [.. ids.Select(sequence => sequence.Length)], embeddings);
        return embeddings;
    }

    /// <summary>How many texts are nearer than the one that belongs to the query.</summary>
    private static int Rank(ReadOnlySpan<float> query, float[] texts, int own)
    {
        double wanted = Similarity(query, texts.AsSpan(own * Width, Width));
        int rank = 0;
        for (int text = 0; text < texts.Length / Width; text++)
        {
            rank += text != own && Similarity(query, texts.AsSpan(text * Width, Width)) > wanted ? 1 : 0;
        }

        return rank;
    }

    private static double Similarity(ReadOnlySpan<float> a, ReadOnlySpan<float> b)
    {
        double sum = 0;
        for (int index = 0; index < a.Length; index++)
        {
            sum += (double)a[index] * b[index];
        }

        return sum;
    }
}
