namespace Etch.Runtime.Tests.Generation;

public sealed class RankingTests
{
    // Few distinct scores, so that ties decide most of the order.
    [Fact]
    public void SelectionAndHeapAgreeWithAStableSort()
    {
        RandomNumbers random = new(5);
        for (int round = 0; round < 200; round++)
        {
            float[] scores = [.. Enumerable.Range(0, 1 + (int)(random.Next() % 60)).Select(_ => (float)(random.Next() % 9) - 4)];
            int[] sorted = [.. Enumerable.Range(0, scores.Length).OrderByDescending(i => scores[i])];
            int[] selected = new int[1 + (int)(random.Next() % (ulong)scores.Length)];

            Ranking.SelectFirst(scores, selected);
            Assert.Equal(sorted[..selected.Length].Order(), selected);
            Assert.Equal(sorted[0], Ranking.First(scores));
            Assert.Equal(sorted, PopAll(scores));
        }
    }

    private static List<int> PopAll(float[] scores)
    {
        Span<int> heap = Enumerable.Range(0, scores.Length).ToArray();
        Ranking.Heapify(scores, heap, rootIsFirst: true);
        List<int> popped = [];
        while (!heap.IsEmpty)
        {
            popped.Add(Ranking.Pop(scores, ref heap));
        }

        return popped;
    }
}
