namespace Etch.Generator;

/// <summary>The names of the generator's steps, for tests of caching.</summary>
internal static class TrackingNames
{
    public const string Declarations = "Declarations";
    public const string Specs = "Specs";
    public const string Sources = "Sources";
    public const string Api = "Api";

    public static IReadOnlyList<string> All => [Declarations, Specs, Sources, Api];
}
