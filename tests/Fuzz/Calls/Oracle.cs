using Etch.Execution;

namespace Etch.Fuzz.Calls;

/// <summary>A session that knows nothing of what came before: it reads all tokens of another one from the first on, in one call and on one thread.</summary>
internal sealed class Oracle : IDisposable
{
    private readonly ModelData _model;
    private readonly CausalSession _session;
    private readonly float[] _logits;

    public Oracle(ModelDeclaration declaration)
    {
        _model = RandomModel.Load(declaration);
        _session = new CausalSession(_model, 1);
        _logits = new float[declaration.Context * declaration.VocabularySize];
    }

    /// <summary>The bytes of its blocks.</summary>
    public long BlockBytes => (_model.Blocks.BlocksInUse + _model.Blocks.FreeBlocks) * _model.Blocks.BytesPerBlock;

    /// <summary>Demands the bits of the last rows of logits after some tokens.</summary>
    public void Demand(ReadOnlySpan<int> tokens, ReadOnlySpan<float> rows, string what)
    {
        _session.Rewind(0);
        int elements = tokens.Length * _model.Declaration.VocabularySize;
        _session.ForwardAll(tokens, _logits);
        ReadOnlySpan<float> expected = _logits.AsSpan(elements - rows.Length, rows.Length);
        for (int index = 0; index < rows.Length; index++)
        {
            if (BitConverter.SingleToInt32Bits(expected[index]) != BitConverter.SingleToInt32Bits(rows[index]))
            {
                throw new FindingException($"{what}, {tokens.Length} tokens: logit {index} of {rows.Length} is {rows[index]} instead of {expected[index]}");
            }
        }
    }

    public void Dispose()
    {
        _session.Dispose();
        _model.Dispose();
    }
}
