namespace Etch;

/// <summary>How far a load has come.</summary>
/// <param name="BytesDone">Bytes of the file that were read and packed.</param>
/// <param name="BytesTotal">Bytes that the model needs.</param>
/// <param name="Role">The role of the tensor that was packed last.</param>
public readonly record struct LoadProgress(long BytesDone, long BytesTotal, string Role);
