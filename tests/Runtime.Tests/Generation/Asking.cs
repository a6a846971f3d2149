namespace Etch.Runtime.Tests.Generation;

internal static class Asking
{
    /// <summary>The synchronous form, which ends when the test run is cancelled.</summary>
    public static IEnumerable<GeneratedToken> Ask(this TextGenerator generator, string prompt, GenerationOptions options) =>
        generator.Generate(prompt, options, TestContext.Current.CancellationToken);
}
