using Etch.Execution;
using Etch.Fuzz.Calls;

namespace Etch.Fuzz.Tests;

/// <summary>Wishes for taps that change between calls: what is given out is what the last call kept, or nothing.</summary>
public sealed class TapTests
{
    /// <summary>The wish was taken for what had been kept: hidden states were read behind the end of the attention weights' memory.</summary>
    [Fact]
    public void AWishIsForTheNextCall()
    {
        using ModelData model = RandomModel.Load(Whole.Describe);
        using CausalSession session = new(model, 1);
        session.Taps.KeepAttention = true;
        _ = session.Forward([1, 2, 3]);
        float[] attention = new float[18], again = new float[18];
        Assert.Equal(18, session.Taps.CopyAttention(1, attention));
        session.Taps.KeepHidden = true;
        Assert.Throws<InvalidOperationException>(() => session.Taps.Hidden(2).Length);
        Assert.Equal(18, session.Taps.CopyAttention(1, again));
        Assert.Equal(attention, again);
        session.Taps.KeepAttention = false;
        Assert.Equal(18, session.Taps.CopyAttention(1, again));
        _ = session.Forward([4]);
        Assert.Equal(16, session.Taps.Hidden(2).Length);
        Assert.Throws<InvalidOperationException>(() => session.Taps.CopyAttention(1, again));
    }

    [Fact]
    public void AHiddenStateIsACopy()
    {
        using ModelData model = RandomModel.Load(Whole.Describe);
        CausalSession session = new(model, 1);
        session.Taps.KeepHidden = true;
        _ = session.Forward([1, 2, 3]);
        ReadOnlySpan<float> hidden = session.Taps.Hidden(1);
        float[] copy = hidden.ToArray();
        _ = session.Forward(new int[50]);
        session.Dispose();
        Assert.Equal(copy, hidden);
        Assert.Throws<ObjectDisposedException>(() => session.Taps.Hidden(1).Length);
    }

    /// <summary>What a call with several sequences does not keep is not that of an earlier call.</summary>
    [Fact]
    public void ABatchKeepsNothing()
    {
        using ModelData model = RandomModel.Load(Pooled.Describe);
        using EncoderSession session = new(model, 1);
        session.Taps.KeepHidden = true;
        _ = session.Run([1, 2, 3], []);
        Assert.Equal(48, session.Taps.Hidden(0).Length);
        session.Run([1, 2, 3], [1, 2], [], new float[32]);
        Assert.Throws<InvalidOperationException>(() => session.Taps.Hidden(0).Length);
    }
}
