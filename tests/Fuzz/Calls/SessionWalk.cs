using System.Globalization;
using Etch.Execution;

namespace Etch.Fuzz.Calls;

/// <summary>
/// A walk over what callers can do to the sessions of a model, at random: after each step the bits are those of a session that computes
/// everything anew, the memory is what the plan says, and the blocks are those that the sessions need.
/// </summary>
internal sealed class SessionWalk : IDisposable
{
    private const int MostSessions = 5;

    private readonly Random _random;
    private readonly ModelPlan _plan;
    private readonly ModelDeclaration _declaration;
    private readonly Oracle _oracle;
    private readonly ModelData _model;
    private readonly List<Walker> _walkers = [];
    private readonly long _bytesBefore;
    private readonly int[] _steps = new int[9];

    private SessionWalk(ModelDeclaration declaration, ModelPlan plan, int seed)
    {
        (_declaration, _plan, _random) = (declaration, plan, new Random(seed));
        _oracle = new Oracle(declaration);
        _model = RandomModel.Load(declaration);
        _bytesBefore = AlignedMemory.BytesInUse - _oracle.BlockBytes;
        Open();
    }

    /// <summary>Half of the steps with each of two models.</summary>
    /// <exception cref="FindingException">Something was not as promised.</exception>
    public static void RunAll(int steps, int seed, TextWriter log)
    {
        Run(Whole.Describe, Whole.Plan, steps / 2, seed, log);
        Run(Windowed.Describe, Windowed.Plan, steps / 2, seed, log);
    }

    private static void Run(ModelDeclaration declaration, ModelPlan plan, int steps, int seed, TextWriter log)
    {
        long before = AlignedMemory.BytesInUse;
        using (SessionWalk walk = new(declaration, plan, seed))
        {
            for (int step = 0; step < steps; step++)
            {
                walk.Step(string.Create(CultureInfo.InvariantCulture, $"{declaration.Name}, seed {seed}, step {step}"));
            }

            log.WriteLine($"{declaration.Name}: {string.Join(' ', walk._steps)} steps by kind");
            walk.CloseAll();
        }

        Demand(AlignedMemory.BytesInUse == before, $"{declaration.Name}: {AlignedMemory.BytesInUse - before} bytes are left when all is disposed");
    }

    public void Dispose()
    {
        _walkers.ForEach(walker => walker.Dispose());
        _model.Dispose();
        _oracle.Dispose();
    }

    private void Step(string what)
    {
        Walker walker = _walkers[_random.Next(_walkers.Count)];
        int kind = _random.Next(100) switch { < 35 => 0, < 50 => 1, < 65 => 2, < 78 => 3, < 84 => 4, < 91 => 5, < 97 => 6, < 99 => 7, _ => 8 };
        _steps[kind]++;
        switch (kind)
        {
            case 0: Forward(walker, what); break;
            case 1: ForwardAll(walker, what); break;
            case 2: walker.Rewind(_random.Next(walker.Position + 1)); break;
            case 3: Fork(walker); break;
            case 4: Replace(walker); break;
            case 5: WrongCalls.Make(walker, _random); break;
            case 6: Cancellation.Run(walker, _random); break;
            case 7: Clash.TwoCallers(walker, _oracle, Tokens(Math.Min(9, walker.Room / 2)), Tokens(Math.Min(9, walker.Room / 2)), what); break;
            default: DisposeWhileRunning(walker, what); break;
        }

        Check(what);
    }

    private void Forward(Walker walker, string what)
    {
        if (Tokens(Length(walker)) is { Length: > 0 } tokens)
        {
            ReadOnlySpan<float> logits = walker.Forward(tokens);
            _oracle.Demand([.. walker.Read], logits, what);
        }
    }

    private void ForwardAll(Walker walker, string what)
    {
        if (Tokens(Length(walker)) is { Length: > 0 } tokens)
        {
            float[] logits = new float[tokens.Length * walker.VocabularySize];
            walker.ForwardAll(tokens, logits);
            _oracle.Demand([.. walker.Read], logits, what);
        }
    }

    private void Fork(Walker walker)
    {
        _walkers.Add(walker.Fork());
        if (_walkers.Count > MostSessions)
        {
            Close(_walkers[_random.Next(_walkers.Count)]);
        }
    }

    private void Replace(Walker walker)
    {
        Close(walker);
        Open();
    }

    private void DisposeWhileRunning(Walker walker, string what)
    {
        Clash.DisposeWhileRunning(walker, _oracle, Tokens(Math.Min(40, walker.Room)), _random.Next(1000), what);
        Replace(walker);
    }

    private void Open()
    {
        int threads = _random.Next(2) == 0 ? 1 : ThreadCount.Of(0);
        _walkers.Add(new Walker(new CausalSession(_model, threads), [], new BlockLedger(_declaration.KeptPositions), threads, _walkers));
    }

    private void Close(Walker walker)
    {
        walker.Dispose();
        _walkers.Remove(walker);
    }

    private void CloseAll()
    {
        _walkers.ForEach(walker => walker.Dispose());
        _walkers.Clear();
        Demand(_model.Blocks.BlocksInUse == 0, $"{_model.Blocks.BlocksInUse} blocks were not returned");
    }

    // Mostly a few tokens, sometimes more than a piece of a prompt.
    private int Length(Walker walker) => Math.Min(walker.Room, _random.Next(10) == 0 ? _random.Next(1, 290) : _random.Next(1, 30));

    private int[] Tokens(int count) => [.. Enumerable.Range(0, count).Select(_ => _random.Next(_declaration.VocabularySize))];

    private void Check(string what)
    {
        foreach (Walker walker in _walkers)
        {
            Demand(walker.Position == walker.Read.Count, $"{what}: the position is {walker.Position} instead of {walker.Read.Count}");
        }

        int blocks = BlockLedger.Held(_walkers.Select(walker => walker.Blocks)).Count;
        Demand(_model.Blocks.BlocksInUse == blocks, $"{what}: {_model.Blocks.BlocksInUse} blocks are held instead of {blocks}");
        long planned = _walkers.Sum(walker => _plan.For(_model.Kernels.Name, walker.Threads).SessionBytes)
            + ((_model.Blocks.BlocksInUse + _model.Blocks.FreeBlocks) * _plan.CacheBytes(BlockTable.PositionsPerBlock)) + _oracle.BlockBytes;
        Demand(AlignedMemory.BytesInUse - _bytesBefore == planned, $"{what}: {AlignedMemory.BytesInUse - _bytesBefore} bytes are in use instead of {planned}");
    }

    private static void Demand(bool holds, string otherwise)
    {
        if (!holds)
        {
            throw new FindingException(otherwise);
        }
    }
}
