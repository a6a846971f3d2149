using Etch.Numerics;

namespace Etch.Runtime.Tests.Numerics;

public sealed class AlibiSlopesTests
{
    [Fact]
    public void Press()
    {
        Assert.Equal(PositionValues.Press8, Slopes(AlibiForm.Press, 8));
        Assert.Equal(PositionValues.Press12, Slopes(AlibiForm.Press, 12));
        Assert.Equal(PositionValues.Press32, Slopes(AlibiForm.Press, 32));
        Assert.Equal(PositionValues.Press71, Slopes(AlibiForm.Press, 71));
    }

    [Fact]
    public void Mpt()
    {
        Assert.Equal(PositionValues.Mpt16, Slopes(AlibiForm.Mpt, 16));
        Assert.Equal(PositionValues.Mpt12, Slopes(AlibiForm.Mpt, 12));
        Assert.Equal(PositionValues.Mpt5, Slopes(AlibiForm.Mpt, 5));
    }

    [Fact]
    public void Falcon()
    {
        Assert.Equal(PositionValues.Falcon12, Slopes(AlibiForm.Falcon, 12));
        Assert.Equal(PositionValues.Falcon71, Slopes(AlibiForm.Falcon, 71));
    }

    [Fact]
    public void EightHeadsHaveThePowersOfAHalf() =>
        Assert.Equal([0.5f, 0.25f, 0.125f, 0.0625f, 0.03125f, 0.015625f, 0.0078125f, 0.00390625f], Slopes(AlibiForm.Press, 8));

    [Fact]
    public void FalconRoundsThePositionAndTheProduct()
    {
        float slope = Slopes(AlibiForm.Falcon, 12)[9];
        Assert.Equal(PositionValues.FalconBiases, PositionValues.FalconBiases.Select(row => (row.Position, AlibiSlopes.Bias(AlibiForm.Falcon, slope, row.Position))));
        Assert.Equal(0.25f * 257, AlibiSlopes.Bias(AlibiForm.Press, 0.25f, 257));
    }

    private static float[] Slopes(AlibiForm form, int heads)
    {
        float[] slopes = new float[heads];
        AlibiSlopes.Fill(form, slopes);
        return slopes;
    }
}
