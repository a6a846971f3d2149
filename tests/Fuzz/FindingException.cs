namespace Etch.Fuzz;

/// <summary>What came of a mutant or of a call is not what was promised.</summary>
internal sealed class FindingException(string message) : Exception(message);
