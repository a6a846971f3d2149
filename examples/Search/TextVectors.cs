using Etch.Text;

namespace Etch.Examples.Search;

/// <summary>Turns texts into vectors of length 1, whose dot product says how near two texts are in meaning.</summary>
internal sealed class TextVectors(IEncoder session, Tokenizer tokenizer)
{
    private const int TextsPerBatch = 64;

    /// <summary>Encodes texts; what a text has beyond the model's context is cut.</summary>
    /// <param name="texts">The texts.</param>
    /// <param name="progress">Told how many texts are done.</param>
    /// <returns>A vector for each text.</returns>
    public float[][] Encode(IReadOnlyList<string> texts, Action<int> progress)
    {
        List<float[]> vectors = new(texts.Count);
        foreach (string[] batch in texts.Chunk(TextsPerBatch))
        {
            vectors.AddRange(EncodeBatch(batch));
            progress(vectors.Count);
        }

        return [.. vectors];
    }

    public float[] Encode(string text) => EncodeBatch([text]).Single();

    public static float Similarity(float[] left, float[] right)
    {
        float sum = 0;
        for (int i = 0; i < left.Length; i++)
        {
            sum += left[i] * right[i];
        }

        return sum;
    }

    private IEnumerable<float[]> EncodeBatch(string[] texts)
    {
        // Ragged: the texts lie one behind the other, none is padded to the length of the longest.
        int[][] ids = [.. texts.Select(text => tokenizer.Encode(text, maximumLength: session.Context))];
        int[] tokens = [.. ids.SelectMany(text => text)];
        int[] lengths = [.. ids.Select(text => text.Length)];

        float[] vectors = new float[texts.Length * session.OutputWidth];
        session.EncodeBatch(tokens, lengths, vectors);
        return vectors.Chunk(session.OutputWidth);
    }
}
