using Etch.Execution;
using Etch.Fuzz.Calls;

namespace Etch.Fuzz.Tests;

/// <summary>Whatever callers do to the sessions of a model.</summary>
public sealed class CallTests
{
    /// <summary>Bits, positions, bytes and blocks after each of the steps; see <see cref="SessionWalk"/>.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void ARandomWalkLeavesEverythingAsPromised(int seed)
    {
        StringWriter log = new();
        SessionWalk.RunAll(2000, seed, log);
        TestContext.Current.TestOutputHelper?.WriteLine(log.ToString());
    }

    [Fact]
    public void ManyCallersGetTheirAnswersAndMemoryDoesNotGrow()
    {
        StringWriter log = new();
        ManyCallers.Run(64, TimeSpan.FromSeconds(4), log);
        TestContext.Current.TestOutputHelper?.WriteLine(log.ToString());
    }

    /// <summary>Found by the walk: a window shorter than a block of positions refused to go back into a block that was still held.</summary>
    [Theory]
    [InlineData(20, 6)]
    [InlineData(100, 60)]
    [InlineData(200, 100)]
    [InlineData(200, 195)]
    [InlineData(200, 0)]
    public void AShortWindowCanBeRewoundAnywhere(int read, int position)
    {
        using ModelData model = RandomModel.Load(Windowed.Describe);
        using CausalSession session = new(model), fresh = new(model);
        int[] tokens = [.. Enumerable.Range(0, read).Select(index => index * 5 % 23)];
        _ = session.Forward(tokens);
        session.Rewind(position);
        Assert.Equal(position, session.Position);
        Assert.Equal(fresh.Forward([.. tokens[..position], 7]), session.Forward([7]));
    }

    /// <summary>The view that a call gives was one of native memory: whoever read it after the session was gone read memory of others.</summary>
    [Fact]
    public void LogitsOutliveTheirSession()
    {
        using ModelData model = RandomModel.Load(Whole.Describe);
        CausalSession session = new(model);
        ReadOnlySpan<float> logits = session.Forward([1, 2, 3]);
        float[] copy = logits.ToArray();
        session.Dispose();
        GC.Collect();
        Assert.Equal(copy, logits);
    }

    [Fact]
    public void AModelThatIsGoneGivesNoSessionAndTakesNothing()
    {
        ModelData model = RandomModel.Load(Whole.Describe), encoder = RandomModel.Load(Pooled.Describe);
        model.Dispose();
        encoder.Dispose();
        long before = AlignedMemory.BytesInUse;
        Assert.Throws<ObjectDisposedException>(() => new CausalSession(model));
        Assert.Throws<ObjectDisposedException>(() => new EncoderSession(encoder));
        Assert.Equal(before, AlignedMemory.BytesInUse);
    }

    /// <summary>An encoder's memory is what its plan says, too.</summary>
    [Fact]
    public void AnEncoderTakesWhatItsPlanSays()
    {
        using ModelData model = RandomModel.Load(Pooled.Describe);
        long before = AlignedMemory.BytesInUse;
        EncoderSession session = new(model, 1);
        Assert.Equal(Pooled.Plan.For(model.Kernels.Name, 1).SessionBytes, AlignedMemory.BytesInUse - before);
        _ = session.Run(new int[120], []);
        Assert.Equal(Pooled.Plan.For(model.Kernels.Name, 1).SessionBytes, AlignedMemory.BytesInUse - before);
        session.Dispose();
        Assert.Equal(before, AlignedMemory.BytesInUse);
    }

    /// <summary>Another thread may change the caller's arrays after they were checked: what the kernels read is checked again.</summary>
    [Fact]
    public void WhatTheKernelsReadIsChecked()
    {
        using ModelData model = RandomModel.Load(Whole.Describe);
        using PassMemory memory = new(model, 1);
        memory.Begin();
        Assert.Throws<ArgumentException>(() => memory.AddRun([1, 23], default, 0, 0));
        Assert.Throws<ArgumentException>(() => memory.AddRun([1, -1], default, 0, 0));
        Assert.Throws<ArgumentException>(() => memory.AddRun([1], [1], 0, 0));
        Assert.Throws<ArgumentException>(() => memory.AddRun([], default, 0, 0));
        memory.Begin();
        memory.AddRun([1, 2], default, 0, 0);
        memory.Want(1);
        Assert.Throws<ArgumentException>(() => memory.Want(2));
        Assert.Throws<ArgumentException>(() => memory.Want(-1));
    }

    /// <summary>No thread of the team keeps a process alive, not even while a lease has it.</summary>
    [Fact]
    public void AProcessEndsWithoutDisposingAnything()
    {
        (string output, int exitCode) = Child.Run("end");
        Assert.True(exitCode == 0, output);
        Assert.Contains($"{Environment.ProcessorCount} threads", output, StringComparison.Ordinal);
    }
}
