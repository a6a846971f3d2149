using Etch.Numerics;

namespace Etch;

/// <summary>
/// Chooses the next token from logits. The same options, logits and history give the same tokens on every machine: exponentials
/// are Etch's own, sums run in the order of ids, ties go to the lower id, and the random numbers are xoshiro256** seeded by SplitMix64.
/// It serves one caller at a time and allocates only when it meets a larger vocabulary than before.
/// </summary>
public sealed class Sampler
{
    private readonly RandomNumbers random;
    private float[] scores = [];    // (vocabulary) logits after the penalty
    private double[] weights = [];  // (candidates) e^((score − largest) / temperature)
    private int[] candidates = [];  // (candidates) ids, rising
    private int[] ranked = [];      // (candidates) heap of top-p

    /// <summary>Makes a sampler at the beginning of its seed's sequence.</summary>
    /// <param name="options">Null: the defaults, which sample from the whole distribution.</param>
    public Sampler(SamplerOptions? options = null)
    {
        Options = options ?? new SamplerOptions();
        random = new RandomNumbers(Options.Seed);
    }

    /// <summary>What the sampler was made with.</summary>
    public SamplerOptions Options { get; private set; }

    /// <summary>Goes back to the beginning of the seed's sequence.</summary>
    public void Restart() => Restart(Options);

    /// <summary>Takes other options and goes to the beginning of their sequence; memory is kept.</summary>
    /// <param name="options">The options from now on.</param>
    public void Restart(SamplerOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        Options = options;
        random.Restart(options.Seed);
    }

    /// <summary>Chooses a token.</summary>
    /// <param name="logits">One logit per id; −infinity forbids an id.</param>
    /// <param name="history">The ids so far, prompt included, for the repetition penalty; it may be empty.</param>
    /// <returns>The id.</returns>
    /// <exception cref="ArgumentException">No logits, a NaN or +infinity among them, all −infinity, or an id of the history outside them.</exception>
    public int Sample(ReadOnlySpan<float> logits, ReadOnlySpan<int> history)
    {
        RequireUsable(logits);
        ReadOnlySpan<float> penalised = Penalise(logits, history);
        if (Options.Temperature == 0)
        {
            return Ranking.First(penalised);
        }

        ReadOnlySpan<int> ids = SelectTopK(penalised);
        Weigh(penalised, ids);
        return Draw(penalised, ids, LastOfTopP(penalised, ids));
    }

    private static void RequireUsable(ReadOnlySpan<float> logits)
    {
        bool any = false;
        for (int i = 0; i < logits.Length; i++)
        {
            // False for NaN as well.
            if (!(logits[i] < float.PositiveInfinity))
            {
                throw new ArgumentException(
                    $"Logits must be finite or −infinity, but that of token {i} is {logits[i]}: the weights or the input of the model are broken.", nameof(logits));
            }

            any |= logits[i] > float.NegativeInfinity;
        }

        if (!any)
        {
            throw new ArgumentException($"At least one logit must be finite, but of {logits.Length} none is.", nameof(logits));
        }
    }

    /// <summary>Each id of the window is penalised once, from its own logit, however often it occurs.</summary>
    private ReadOnlySpan<float> Penalise(ReadOnlySpan<float> logits, ReadOnlySpan<int> history)
    {
        float penalty = Options.RepetitionPenalty;
        if (penalty == 1 || history.IsEmpty)
        {
            return logits;
        }

        int window = Options.RepetitionWindow;
        Span<float> penalised = Room(ref scores, logits.Length);
        logits.CopyTo(penalised);
        foreach (int id in window == 0 || window >= history.Length ? history : history[^window..])
        {
            if ((uint)id >= (uint)logits.Length)
            {
                throw new ArgumentException($"Ids of the history must be from 0 to {logits.Length - 1}, but one is {id}.", nameof(history));
            }

            penalised[id] = logits[id] < 0 ? logits[id] * penalty : logits[id] / penalty;
        }

        return penalised;
    }

    private ReadOnlySpan<int> SelectTopK(ReadOnlySpan<float> logits)
    {
        bool all = Options.TopK == 0 || Options.TopK >= logits.Length;
        Span<int> ids = Room(ref candidates, all ? logits.Length : Options.TopK);
        if (!all)
        {
            Ranking.SelectFirst(logits, ids);
            return ids;
        }

        for (int i = 0; i < ids.Length; i++)
        {
            ids[i] = i;
        }

        return ids;
    }

    private void Weigh(ReadOnlySpan<float> logits, ReadOnlySpan<int> ids)
    {
        double largest = double.NegativeInfinity;
        foreach (int id in ids)
        {
            largest = Math.Max(largest, logits[id]);
        }

        Span<double> room = Room(ref weights, ids.Length);
        for (int i = 0; i < ids.Length; i++)
        {
            room[i] = Elementary.Exp((logits[ids[i]] - largest) / Options.Temperature);
        }
    }

    /// <summary>The place, among the candidates, of the last in rank that top-p keeps; −1 where it keeps all.</summary>
    private int LastOfTopP(ReadOnlySpan<float> logits, ReadOnlySpan<int> ids)
    {
        if (Options.TopP >= 1)
        {
            return -1;
        }

        double wanted = Options.TopP * Sum(weights.AsSpan(0, ids.Length));
        Span<int> heap = Room(ref ranked, ids.Length);
        ids.CopyTo(heap);
        Ranking.Heapify(logits, heap, rootIsFirst: true);

        double sum = 0;
        int last;
        do
        {
            last = ids.BinarySearch(Ranking.Pop(logits, ref heap));
            sum += weights[last];
        }
        while (sum < wanted && !heap.IsEmpty);
        return last;
    }

    /// <summary>Draws from the candidates that rank no lower than the last one and have at least min-p of the largest weight, which is 1.</summary>
    private int Draw(ReadOnlySpan<float> logits, ReadOnlySpan<int> ids, int last)
    {
        Span<double> kept = weights.AsSpan(0, ids.Length);
        for (int i = 0; i < kept.Length; i++)
        {
            if (kept[i] < Options.MinP || (last >= 0 && Ranking.Precedes(logits, ids[last], ids[i])))
            {
                kept[i] = 0;
            }
        }

        double target = random.NextUnit() * Sum(kept);
        int place = 0;
        for (double sum = kept[0]; sum <= target; sum += kept[place])
        {
            place++;
        }

        return ids[place];
    }

    private static double Sum(ReadOnlySpan<double> values)
    {
        double sum = 0;
        foreach (double value in values)
        {
            sum += value;
        }

        return sum;
    }

    private static Span<T> Room<T>(ref T[] array, int length)
    {
        if (array.Length < length)
        {
            array = new T[length];
        }

        return array.AsSpan(0, length);
    }
}
