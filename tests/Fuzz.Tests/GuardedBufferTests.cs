using Etch.Reference;

namespace Etch.Fuzz.Tests;

/// <summary>A buffer whose neighbours nobody may touch.</summary>
public sealed class GuardedBufferTests
{
    [Fact]
    public void AllOfItCanBeUsed()
    {
        Assert.SkipUnless(GuardedBuffer.IsSupported, "This system has no mmap.");
        using GuardedBuffer buffer = new(Environment.SystemPageSize + 1);
        Assert.Equal(2 * Environment.SystemPageSize, buffer.Length);
        Span<byte> all = buffer.Last<byte>((int)buffer.Length);
        Assert.Equal(-1, all.IndexOfAnyExcept((byte)0));
        all.Fill(7);
        Assert.Equal([7, 7, 7], buffer.Last<byte>(3).ToArray());
        Assert.Equal([1.5f, 2.5f], buffer.Copy<float>([1.5f, 2.5f]).ToArray());
        Assert.Throws<ArgumentOutOfRangeException>(() => buffer.Last<byte>((int)buffer.Length + 1).Length);
    }

    /// <summary>Otherwise no test with such a buffer would say anything.</summary>
    [Fact]
    public void AByteBehindItEndsTheProcess()
    {
        Assert.SkipUnless(GuardedBuffer.IsSupported, "This system has no mmap.");
        (string output, int exitCode) = Child.Run("overread");
        Assert.NotEqual(0, exitCode);
        Assert.Contains("inside 0", output, StringComparison.Ordinal);
        Assert.DoesNotContain("outside", output, StringComparison.Ordinal);
        Assert.Contains("AccessViolation", output, StringComparison.Ordinal);
    }
}
