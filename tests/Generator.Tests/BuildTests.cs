namespace Etch.Generator.Tests;

public sealed class BuildTests
{
    [Fact]
    public void TestsAreBuiltOptimised() =>
        Assert.DoesNotContain(
            typeof(BuildTests).Assembly.GetCustomAttributes(typeof(System.Diagnostics.DebuggableAttribute), false),
            attribute => ((System.Diagnostics.DebuggableAttribute)attribute).IsJITOptimizerDisabled);
}
