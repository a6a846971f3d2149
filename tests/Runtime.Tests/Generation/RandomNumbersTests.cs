namespace Etch.Runtime.Tests.Generation;

public sealed class RandomNumbersTests
{
    // Made with a Python rendering of the published algorithms (SplitMix64 for the state, xoshiro256** for the outputs).
    [Theory]
    [InlineData(0UL, new ulong[] { 0x99ec5f36cb75f2b4, 0xbf6e1f784956452a, 0x1a5f849d4933e6e0, 0x6aa594f1262d2d2c })]
    [InlineData(42UL, new ulong[] { 0x15780b2e0c2ec716, 0x6104d9866d113a7e, 0xae17533239e499a1, 0xecb8ad4703b360a1 })]
    [InlineData(ulong.MaxValue, new ulong[] { 0x8f5520d52a7ead08, 0xc476a018caa1802d, 0x81de31c0d260469e, 0xbf658d7e065f3c2f })]
    public void FollowsThePublishedAlgorithm(ulong seed, ulong[] expected)
    {
        RandomNumbers random = new(seed);
        Assert.Equal(expected, expected.Select(_ => random.Next()));
    }

    [Fact]
    public void UnitsFillTheHalfOpenInterval()
    {
        RandomNumbers random = new(1);
        double[] units = [.. Enumerable.Range(0, 100_000).Select(_ => random.NextUnit())];
        Assert.All(units, unit => Assert.InRange(unit, 0, 1 - (1.0 / (1UL << 53))));

        // The mean of n uniform numbers has a standard deviation of 1/√(12 n); five of them.
        Assert.InRange(units.Average(), 0.5 - (5 / Math.Sqrt(12 * 100_000.0)), 0.5 + (5 / Math.Sqrt(12 * 100_000.0)));
    }
}
