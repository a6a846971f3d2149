namespace Etch;

/// <summary>Selection among tokens by a total order: the higher score first, at equal scores the lower index.</summary>
internal static class Ranking
{
    public static bool Precedes(ReadOnlySpan<float> scores, int left, int right) =>
        scores[left] > scores[right] || (scores[left] == scores[right] && left < right);

    /// <summary>The first of all.</summary>
    public static int First(ReadOnlySpan<float> scores)
    {
        int first = 0;
        for (int i = 1; i < scores.Length; i++)
        {
            if (scores[i] > scores[first])
            {
                first = i;
            }
        }

        return first;
    }

    /// <summary>Writes the indices of the first <c>selected.Length</c>, in rising order of index.</summary>
    public static void SelectFirst(ReadOnlySpan<float> scores, Span<int> selected)
    {
        // A heap whose root is the last in rank of those selected: what precedes it takes its place.
        for (int i = 0; i < selected.Length; i++)
        {
            selected[i] = i;
        }

        Heapify(scores, selected, rootIsFirst: false);
        for (int i = selected.Length; i < scores.Length; i++)
        {
            if (Precedes(scores, i, selected[0]))
            {
                selected[0] = i;
                Sink(scores, selected, 0, rootIsFirst: false);
            }
        }

        selected.Sort();
    }

    /// <summary>Orders indices as a heap, with the first or the last in rank at place 0.</summary>
    public static void Heapify(ReadOnlySpan<float> scores, Span<int> heap, bool rootIsFirst)
    {
        for (int place = (heap.Length / 2) - 1; place >= 0; place--)
        {
            Sink(scores, heap, place, rootIsFirst);
        }
    }

    /// <summary>Takes the root off a heap whose first in rank is the root.</summary>
    public static int Pop(ReadOnlySpan<float> scores, ref Span<int> heap)
    {
        int first = heap[0];
        heap[0] = heap[^1];
        heap = heap[..^1];
        Sink(scores, heap, 0, rootIsFirst: true);
        return first;
    }

    private static void Sink(ReadOnlySpan<float> scores, Span<int> heap, int place, bool rootIsFirst)
    {
        while ((2 * place) + 1 < heap.Length)
        {
            int child = (2 * place) + 1;
            if (child + 1 < heap.Length && Precedes(scores, heap[child + 1], heap[child]) == rootIsFirst)
            {
                child++;
            }

            if (Precedes(scores, heap[child], heap[place]) != rootIsFirst)
            {
                return;
            }

            (heap[place], heap[child]) = (heap[child], heap[place]);
            place = child;
        }
    }
}
