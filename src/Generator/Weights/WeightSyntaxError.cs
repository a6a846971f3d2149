#if ETCH_GENERATOR
namespace Etch.Generator.Weights;
#else
namespace Etch.Weights;
#endif

/// <summary>Why a text is no weight expression.</summary>
/// <param name="Offset">The place in the text, counted in characters from 0.</param>
/// <param name="Message">One sentence.</param>
internal sealed record WeightSyntaxError(int Offset, string Message);

/// <summary>A text is no weight expression.</summary>
internal sealed class WeightSyntaxException(int offset, string message) : FormatException(message)
{
    public WeightSyntaxError Error { get; } = new(offset, message);
}

/// <summary>An operation cannot be applied to shapes such as these.</summary>
internal sealed class ShapeException(string message) : FormatException(message);
