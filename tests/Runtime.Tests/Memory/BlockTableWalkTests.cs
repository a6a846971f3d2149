using Etch.Execution;

namespace Etch.Runtime.Tests.Memory;

/// <summary>Tables do the same as a plain list per session would, through any order of calls.</summary>
public sealed unsafe class BlockTableWalkTests
{
    private const int Block = BlockTable.PositionsPerBlock;
    private const int Width = 3;
    private const int MaxPositions = 7 * Block + 5;
    private const int MaxSessions = 12;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void TwentyThousandStepsAgreeWithAList(int seed)
    {
        using var pool = new BlockPool(Block * Width * sizeof(float), maximumFreeBytes: 20 * Block * Width * sizeof(float));
        var random = new Random(seed);
        var sessions = new List<Session> { new(new BlockTable(pool, MaxPositions), [], 0) };
        for (int step = 0; step < 20_000; step++)
        {
            Step(random, sessions, sessions[random.Next(sessions.Count)], mark: step % 16_000 * 1024);
            sessions[random.Next(sessions.Count)].Check(random);
            if (step % 100 == 0)
                CheckAll(pool, sessions);
        }
        CheckAll(pool, sessions);
        sessions.ForEach(session => session.Table.Dispose());

        Assert.Equal(0, pool.BlocksInUse);
    }

    private static void Step(Random random, List<Session> sessions, Session session, int mark)
    {
        int length = session.Values.Count;
        switch (random.Next(10))
        {
            case < 5: session.Append(random.Next(random.Next(4) == 0 ? 300 : 40), mark, random.Next(300)); break;
            case 5: session.Rewind(random.Next(8) == 0 ? 0 : random.Next(session.Released, length + 1)); break;
            case 6: session.Release(random.Next(length + 1)); break;
            case 7: session.AppendAndAbandon(random.Next(300)); break;
            case 8 when sessions.Count < MaxSessions: sessions.Add(session.Fork()); break;
            case 9 when sessions.Count > 1:
                session.Table.Dispose();
                sessions.Remove(session);
                break;
        }
    }

    private static void CheckAll(BlockPool pool, List<Session> sessions)
    {
        sessions.ForEach(session => session.CheckEvery());
        Assert.Equal(sessions.SelectMany(session => session.Blocks()).Distinct().Count(), pool.BlocksInUse);
    }

    /// <summary>A table and what it should hold: one value per position, which stands in each of its floats.</summary>
    private sealed class Session(BlockTable table, List<float> values, int released)
    {
        public BlockTable Table => table;
        public List<float> Values => values;
        public int Released { get; private set; } = released;

        public void Append(int count, int mark, int extra)
        {
            int end = Math.Min(values.Count + count, MaxPositions);
            table.Reserve(Math.Min(end + extra, MaxPositions));
            Write(values.Count, Math.Min(end + extra, MaxPositions), mark);
            table.Commit(end);
            while (values.Count < end)
                values.Add(mark + values.Count);
        }

        public void AppendAndAbandon(int count)
        {
            int end = Math.Min(values.Count + count, MaxPositions);
            table.Reserve(end);
            Write(values.Count, end, mark: -MaxPositions);
            table.Abandon();
        }

        public void Rewind(int position)
        {
            table.Rewind(position);
            values.RemoveRange(position, values.Count - position);
            Released = position == 0 ? 0 : Released;
        }

        public void Release(int position)
        {
            table.ReleaseBefore(position);
            Released = Math.Max(Released, position);
        }

        public Session Fork() => new(table.Fork(), [.. values], Released);

        public IEnumerable<nint> Blocks() =>
            Enumerable.Range(0, (MaxPositions + Block - 1) / Block).Select(Address).Where(address => address != 0);

        public void Check(Random random)
        {
            if (Released == values.Count)
                return;
            CheckAt(random.Next(Released, values.Count));
            CheckAt(values.Count - 1);
        }

        public void CheckEvery()
        {
            Assert.Equal(values.Count, table.Length);
            for (int i = table.FirstHeld; i < values.Count; i++)
                CheckAt(i);
        }

        private nint Address(int block) => (nint)table.Pointers[block];

        private void CheckAt(int position)
        {
            float* row = Row(position);
            if (row[0] != values[position] || row[1] != values[position] || row[2] != values[position])
                Assert.Fail($"Position {position} of {values.Count} holds {row[0]}, {row[1]}, {row[2]} and not {values[position]}.");
        }

        // Each position gets a value of its own, so that two rows that were exchanged would show; below 2^24, where floats are exact.
        private void Write(int start, int end, int mark)
        {
            for (int i = start; i < end; i++)
                new Span<float>(Row(i), Width).Fill(mark + i);
        }

        private float* Row(int position) => table.Pointers[position / Block] + (position % Block * Width);
    }
}
