namespace Etch.Examples.Binary;

/// <summary>What a line is written in.</summary>
/// <param name="Language">The likeliest language; null for a line without a word.</param>
/// <param name="Probability">How likely it is.</param>
internal readonly record struct Answer(string? Language, double Probability);
