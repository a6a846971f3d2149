using Etch.Weights;

namespace Etch.Runtime.Tests.Weights;

/// <summary>All 65,536 values of both narrow types, at every position of a vector.</summary>
public sealed class FloatWideningTests
{
    private static readonly ushort[] AllBits = Enumerable.Range(0, 65_536).Select(bits => (ushort)bits).ToArray();

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(7)]
    public void HalfPrecisionIsWidenedAsTheRuntimeDoes(int skipped)
    {
        float[] widened = new float[AllBits.Length - skipped];
        FloatWidening.FromHalf(AllBits.AsSpan(skipped), widened);

        for (int index = 0; index < widened.Length; index++)
        {
            AssertSame((float)BitConverter.UInt16BitsToHalf(AllBits[index + skipped]), widened[index]);
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(3)]
    public void BFloat16IsTheUpperHalfOfASingle(int skipped)
    {
        float[] widened = new float[AllBits.Length - skipped];
        FloatWidening.FromBFloat16(AllBits.AsSpan(skipped), widened);

        for (int index = 0; index < widened.Length; index++)
        {
            Assert.Equal((uint)AllBits[index + skipped] << 16, BitConverter.SingleToUInt32Bits(widened[index]));
        }
    }

    [Fact]
    public void ShortRowsNeedNoWholeVector()
    {
        float[] widened = new float[3];
        FloatWidening.FromHalf([0x3c00, 0x0001, 0xfc00], widened);

        Assert.Equal([1f, MathF.ScaleB(1, -24), float.NegativeInfinity], widened);
    }

    /// <summary>NaNs compare by kind alone: whether a cast quiets a signalling one is the processor's affair.</summary>
    private static void AssertSame(float expected, float actual)
    {
        if (float.IsNaN(expected))
        {
            Assert.True(float.IsNaN(actual));
            return;
        }
        Assert.Equal(BitConverter.SingleToUInt32Bits(expected), BitConverter.SingleToUInt32Bits(actual));
    }
}
