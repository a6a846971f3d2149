namespace Etch.Execution;

/// <summary>Copies of the named outputs of a session's last call, each rows × width. The main output, which a call answers with, is none of them.</summary>
internal sealed class NamedOutputs
{
    private readonly ModelDeclaration _declaration;
    private readonly float[][] _rows;
    private readonly int[] _written;

    public NamedOutputs(ModelDeclaration declaration)
    {
        _declaration = declaration;
        _rows = [.. declaration.Outputs.Select(_ => Array.Empty<float>())];
        _written = new int[_rows.Length];
    }

    /// <summary>The rows of the last call.</summary>
    public ReadOnlySpan<float> Of(string name)
    {
        for (int index = 1; index < _rows.Length; index++)
        {
            if (_declaration.Outputs[index].Name == name)
            {
                return _rows[index].AsSpan(0, _written[index]);
            }
        }

        throw new ArgumentException($"{_declaration.Name} has no output '{name}'.", nameof(name));
    }

    /// <summary>A call begins.</summary>
    public void Clear() => Array.Clear(_written);

    /// <summary>Adds the rows of one pass of the call.</summary>
    /// <param name="memory">The arena after the pass.</param>
    /// <param name="hasOldRows">Whether the pass ran over rows that an earlier one has given already; the wanted ones are new then.</param>
    public void Keep(PassMemory memory, bool hasOldRows = false)
    {
        for (int index = 1; index < _rows.Length; index++)
        {
            OutputDeclaration output = _declaration.Outputs[index];
            if (hasOldRows && output.Rows != OutputRows.Wanted)
            {
                continue;
            }

            int count = Count(memory, output.Rows), first = _written[index];
            _written[index] += count * output.Width;
            Span<float> room = Room(index)[first..];
            for (int row = 0; row < count; row++)
            {
                memory.Row(output, row).CopyTo(room[(row * output.Width)..]);
            }
        }
    }

    private static int Count(PassMemory memory, OutputRows rows) => (int)(rows switch
    {
        OutputRows.Runs => memory.Call.Runs,
        OutputRows.Wanted => memory.Call.WantedRows,
        _ => memory.Call.Rows,
    });

    private Span<float> Room(int output)
    {
        if (_rows[output].Length < _written[output])
        {
            Array.Resize(ref _rows[output], Math.Max(_written[output], 2 * _rows[output].Length));
        }

        return _rows[output].AsSpan(0, _written[output]);
    }
}
