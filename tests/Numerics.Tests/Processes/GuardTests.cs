using Etch.Execution;
using Etch.Numerics.Tests.Calls;
using Etch.Numerics.Tests.Goldens;
using Etch.Numerics.Tests.Kernels;
using Etch.Numerics.Tests.Law;
using Etch.Numerics.Tests.Support;

namespace Etch.Numerics.Tests.Processes;

/// <summary>No kernel reads or writes outside a block of memory: weights, arenas and blocks of keys and values each end at a page that nobody may touch.</summary>
public sealed unsafe class GuardTests
{
    private static readonly Type[] s_classes = [typeof(GoldenTests), typeof(LawTests), typeof(CausalLawTests), typeof(DigestTests), typeof(FunctionKernelTests), typeof(BadCallTests)];

    [Fact]
    public void NoKernelLeavesItsMemory()
    {
        Assert.SkipUnless(GuardedAllocator.IsPossible, "Guard pages are made with mmap.");
        (string output, int exitCode) = Child.Run(s_classes, ("ETCH_GUARD", "1"), ("ETCH_DIGESTS_OUT", RandomFile.PathOf("guard.digests")));
        Assert.True(exitCode == 0, output);
        Assert.Contains("Failed: 0", output);
    }

    /// <summary>One float behind a block, or in a block that was freed, is noticed.</summary>
    [Theory]
    [InlineData("behind")]
    [InlineData("freed")]
    public void AnAccessOutsideEndsTheProcess(string where)
    {
        Assert.SkipUnless(GuardedAllocator.IsPossible, "Guard pages are made with mmap.");
        (_, int exitCode) = Child.Run([typeof(Trespass)], ("ETCH_GUARD", "1"), ("ETCH_TRESPASS", where));
        Assert.NotEqual(0, exitCode);
    }

    /// <summary>What the child above runs.</summary>
    public sealed class Trespass
    {
        [Fact]
        public void Inside()
        {
            string? where = Environment.GetEnvironmentVariable("ETCH_TRESPASS");
            Assert.SkipWhen(where is null, "No process asks: ETCH_TRESPASS is not set.");
            Assert.True(GuardedAllocator.IsOn);
            AlignedMemory memory = new(Environment.SystemPageSize);
            float* first = memory.Floats;
            first[0] = first[(memory.Length / sizeof(float)) - 1] = 1;
            if (where == "freed")
                memory.Dispose();
            first[where == "behind" ? memory.Length / sizeof(float) : 0] = 1;
        }
    }
}
